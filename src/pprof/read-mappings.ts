import { type IdTable, idTable } from "./id-table.ts";
import { growingInts, type Int, intColumn, pushInt } from "./int-column.ts";
import { type Layout, readEach } from "./layout.ts";
import type { Mappings, StringTable } from "./profile.ts";
import { readString } from "./string-table.ts";
import { type Reader, readBool, readUint, skipField } from "./wire.ts";

export function readMappings(
	reader: Reader,
	layout: Layout,
	strings: StringTable,
): { mappings: Mappings; ids: IdTable } {
	const count = layout.mappings.length / 2;
	const ids = idTable("mapping", count);
	const id = growingInts(count);
	const start = growingInts(count);
	const limit = growingInts(count);
	const offset = growingInts(count);
	const file = new Uint32Array(count);
	const buildId = new Uint32Array(count);
	const has = new Uint8Array(count);
	let own: [id: Int, start: Int, limit: Int, offset: Int] = [0, 0, 0, 0];
	let index = 0;
	readEach(
		reader,
		layout.mappings,
		(field, wireType) => {
			if (field <= 4) own[field - 1] = readUint(reader, wireType);
			else if (field === 5) file[index] = readString(reader, wireType, strings);
			else if (field === 6)
				buildId[index] = readString(reader, wireType, strings);
			else if (field <= 10) {
				const bit = 1 << (field - 7);
				const others = (has[index] ?? 0) & ~bit;
				has[index] = readBool(reader, wireType) ? others | bit : others;
			} else skipField(reader, wireType);
		},
		(at, end) => {
			ids.add(own[0], at, end);
			pushInt(id, own[0]);
			pushInt(start, own[1]);
			pushInt(limit, own[2]);
			pushInt(offset, own[3]);
			own = [0, 0, 0, 0];
			index = at + 1;
		},
	);
	return {
		mappings: {
			count,
			id: intColumn(id),
			start: intColumn(start),
			limit: intColumn(limit),
			offset: intColumn(offset),
			file,
			buildId,
			has,
		},
		ids,
	};
}
