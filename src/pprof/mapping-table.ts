import {
	growingIndices,
	growingInts,
	type Int,
	idsFromOne,
	indexColumn,
	intColumn,
	pushIndex,
	pushInt,
} from "./int-column.ts";
import type { Mappings } from "./profile.ts";

/** File and build id are rows of a string table. */
export interface MappingRow {
	readonly start: Int;
	readonly limit: Int;
	readonly offset: Int;
	readonly file: number;
	readonly buildId: number;
	readonly has: number;
}

/** Mappings that are being collected, each once by pprof's key. */
export function mappingTable() {
	const byKey = new Map<string, number>();
	const starts: Int[] = [];
	const start = growingInts(4);
	const limit = growingInts(4);
	const offset = growingInts(4);
	const file = growingIndices(4);
	const buildId = growingIndices(4);
	const has = growingIndices(4);
	return {
		starts,
		row: (own: MappingRow) => {
			// Sizes differ by less than a page between equal mappings.
			const size = BigInt(own.limit) - BigInt(own.start) + 0xfffn;
			const pages = BigInt.asUintN(64, size) >> 12n;
			const name = own.buildId || own.file;
			const key = `${pages} ${own.offset} ${name}`;
			const known = byKey.get(key);
			if (known !== undefined) return known;
			starts.push(own.start);
			pushInt(start, own.start);
			pushInt(limit, own.limit);
			pushInt(offset, own.offset);
			pushIndex(file, own.file);
			pushIndex(buildId, own.buildId);
			pushIndex(has, own.has);
			byKey.set(key, byKey.size);
			return byKey.size - 1;
		},
		build: (): Mappings => ({
			count: byKey.size,
			id: idsFromOne(byKey.size),
			start: intColumn(start),
			limit: intColumn(limit),
			offset: intColumn(offset),
			file: indexColumn(file),
			buildId: indexColumn(buildId),
			has: Uint8Array.from(indexColumn(has)),
		}),
	};
}
