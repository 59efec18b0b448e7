import { type IdTable, idTable } from "./id-table.ts";
import { growingInts, type Int, intColumn, pushInt } from "./int-column.ts";
import { type Layout, readEach } from "./layout.ts";
import type { Functions, StringTable } from "./profile.ts";
import { readString } from "./string-table.ts";
import { type Reader, readInt, readUint, skipField } from "./wire.ts";

export function readFunctions(
	reader: Reader,
	layout: Layout,
	strings: StringTable,
): { functions: Functions; ids: IdTable } {
	const count = layout.functions.length / 2;
	const ids = idTable("function", count);
	const id = growingInts(count);
	const startLine = growingInts(count);
	const name = new Uint32Array(count);
	const systemName = new Uint32Array(count);
	const file = new Uint32Array(count);
	let ownId: Int = 0;
	let ownLine: Int = 0;
	let index = 0;
	readEach(
		reader,
		layout.functions,
		(field, wireType) => {
			if (field === 1) ownId = readUint(reader, wireType);
			else if (field === 2) name[index] = readString(reader, wireType, strings);
			else if (field === 3)
				systemName[index] = readString(reader, wireType, strings);
			else if (field === 4) file[index] = readString(reader, wireType, strings);
			else if (field === 5) ownLine = readInt(reader, wireType);
			else skipField(reader, wireType);
		},
		(at, offset) => {
			ids.add(ownId, at, offset);
			pushInt(id, ownId);
			pushInt(startLine, ownLine);
			ownId = ownLine = 0;
			index = at + 1;
		},
	);
	return {
		functions: {
			count,
			id: intColumn(id),
			name,
			systemName,
			file,
			startLine: intColumn(startLine),
		},
		ids,
	};
}
