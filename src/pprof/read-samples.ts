import type { IdTable } from "./id-table.ts";
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
import type { Samples, StringTable } from "./profile.ts";
import { readString } from "./string-table.ts";
import { unreadable } from "./unreadable.ts";
import {
	BYTES,
	enterPacked,
	nextInt,
	nextUint,
	type Reader,
	readEnd,
	readInt,
	readMessage,
	readUint,
	skipField,
} from "./wire.ts";

/** `width` is the number of sample types: every sample must have as many values. */
export function readSamples(
	reader: Reader,
	layout: Layout,
	strings: StringTable,
	locationIds: IdTable,
	width: number,
): Samples {
	const count = layout.samples.length / 2;
	if (count > 0 && width === 0)
		throw unreadable(
			"there are samples and no sample types",
			layout.samples.rows[0] ?? 0,
		);
	// At most what the bytes can hold, for a number takes one at least; memory
	// that is never touched costs nothing.
	const bytes = spanOf(layout.samples.rows, layout.samples.length);
	const values = growingInts(Math.min(count * width, bytes));
	const locations = growingIndices(bytes);
	const locationStart = new Uint32Array(count + 1);
	const labelStart = new Uint32Array(count + 1);
	const labels = {
		key: growingIndices(count),
		text: growingIndices(count),
		number: growingInts(count),
		unit: growingIndices(count),
	};

	const rowOf = (id: Int) => {
		const row = locationIds.find(id);
		if (row < 0) throw unreadable(`there is no location ${id}`, reader.pos);
		return row;
	};
	// Nine bytes of ten are such lists: ids of one and two bytes are put together
	// on the spot, and the reader is moved after the whole list.
	const addLocations = (wireType: number) => {
		if (wireType !== BYTES)
			return pushIndex(locations, rowOf(readUint(reader, wireType)));
		const outer = enterPacked(reader, wireType);
		const { buf, len } = reader;
		const { rows } = locations;
		let { pos } = reader;
		let { length } = locations;
		while (pos < len) {
			let id: Int = buf[pos] as number;
			const next = buf[pos + 1] as number;
			if (id < 128) pos++;
			else if (next < 128 && pos + 2 <= len) {
				id = (id & 127) | (next << 7);
				pos += 2;
			} else {
				reader.pos = pos;
				id = nextUint(reader);
				pos = reader.pos;
			}
			rows[length++] = rowOf(id);
		}
		reader.pos = pos;
		reader.len = outer;
		locations.length = length;
	};
	const addValues = (wireType: number) => {
		if (wireType !== BYTES) return pushInt(values, readInt(reader, wireType));
		const outer = enterPacked(reader, wireType);
		while (reader.pos < reader.len) pushInt(values, nextInt(reader));
		reader.len = outer;
	};
	let key = 0;
	let text = 0;
	let unit = 0;
	let number: Int = 0;
	const onLabelField = (field: number, wireType: number) => {
		if (field === 1) key = readString(reader, wireType, strings);
		else if (field === 2) text = readString(reader, wireType, strings);
		else if (field === 3) number = readInt(reader, wireType);
		else if (field === 4) unit = readString(reader, wireType, strings);
		else skipField(reader, wireType);
	};
	const addLabel = (wireType: number) => {
		key = text = unit = number = 0;
		readMessage(reader, readEnd(reader, wireType), onLabelField);
		// pprof's rule: a number 0 without a unit is no label at all.
		if (text === 0 && number === 0 && unit === 0) return;
		pushIndex(labels.key, key);
		pushIndex(labels.text, text);
		pushInt(labels.number, text === 0 ? number : 0);
		pushIndex(labels.unit, text === 0 ? unit : 0);
	};

	readEach(
		reader,
		layout.samples,
		(field, wireType) => {
			if (field === 1) addLocations(wireType);
			else if (field === 2) addValues(wireType);
			else if (field === 3) addLabel(wireType);
			else skipField(reader, wireType);
		},
		(row, offset) => {
			const had = values.length - row * width;
			if (had !== width)
				throw unreadable(
					`a sample has ${had} values for ${width} sample types`,
					offset,
				);
			locationStart[row + 1] = locations.length;
			labelStart[row + 1] = labels.key.length;
		},
	);
	return {
		count,
		locationStart,
		locations: locations.rows.subarray(0, locations.length),
		values: intColumn(values),
		labelStart,
		labels: {
			key: indexColumn(labels.key),
			text: indexColumn(labels.text),
			number: intColumn(labels.number),
			unit: indexColumn(labels.unit),
		},
	};
}

function spanOf(spans: Uint32Array, length: number): number {
	return length === 0 ? 0 : (spans[length - 1] ?? 0) - (spans[0] ?? 0);
}
