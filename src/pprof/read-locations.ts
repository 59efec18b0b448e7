import { type IdTable, idTable } from "./id-table.ts";
import {
	growingIndices,
	growingInts,
	type Int,
	indexColumn,
	intColumn,
	pushIndex,
	pushInt,
} from "./int-column.ts";
import { type Layout, readEach } from "./layout.ts";
import type { Locations } from "./profile.ts";
import { unreadable } from "./unreadable.ts";
import {
	type Reader,
	readBool,
	readEnd,
	readInt,
	readMessage,
	readUint,
	skipField,
} from "./wire.ts";

/** A mapping that is not there counts as none, as in pprof; a function that is not there is a problem. */
export function readLocations(
	reader: Reader,
	layout: Layout,
	mappingIds: IdTable,
	functionIds: IdTable,
): { locations: Locations; ids: IdTable } {
	const count = layout.locations.length / 2;
	const ids = idTable("location", count);
	const id = growingInts(count);
	const address = growingInts(count);
	const mapping = new Uint32Array(count);
	const folded = new Uint8Array(count);
	const lineStart = new Uint32Array(count + 1);
	const calls = growingIndices(count);
	const line = growingInts(count);
	const column = growingInts(count);
	let ownId: Int = 0;
	let ownAddress: Int = 0;
	let index = 0;
	let call: [Int, Int, Int] = [0, 0, 0];
	const onLineField = (field: number, wireType: number) => {
		if (field === 1) call[0] = readUint(reader, wireType);
		else if (field <= 3) call[field - 1] = readInt(reader, wireType);
		else skipField(reader, wireType);
	};
	readEach(
		reader,
		layout.locations,
		(field, wireType) => {
			if (field === 1) ownId = readUint(reader, wireType);
			else if (field === 2)
				mapping[index] = mappingIds.find(readUint(reader, wireType)) + 1;
			else if (field === 3) ownAddress = readUint(reader, wireType);
			else if (field === 4) {
				readMessage(reader, readEnd(reader, wireType), onLineField);
				const row = functionIds.find(call[0]);
				if (row < 0)
					throw unreadable(`there is no function ${call[0]}`, reader.pos);
				pushIndex(calls, row);
				pushInt(line, call[1]);
				pushInt(column, call[2]);
				call = [0, 0, 0];
			} else if (field === 5) folded[index] = +readBool(reader, wireType);
			else skipField(reader, wireType);
		},
		(at, offset) => {
			ids.add(ownId, at, offset);
			pushInt(id, ownId);
			pushInt(address, ownAddress);
			ownId = ownAddress = 0;
			index = at + 1;
			lineStart[index] = calls.length;
		},
	);
	return {
		locations: {
			count,
			id: intColumn(id),
			mapping,
			address: intColumn(address),
			folded,
			lineStart,
			lines: {
				function: indexColumn(calls),
				line: intColumn(line),
				column: intColumn(column),
			},
		},
		ids,
	};
}
