import {
	type GrowingIndices,
	growingIndices,
	type Int,
	pushIndex,
} from "./int-column.ts";
import { unreadable } from "./unreadable.ts";
import {
	nextUint,
	type Reader,
	readEnd,
	readInt,
	readMessage,
	readRepeated,
	readUint,
	skipField,
} from "./wire.ts";

/**
 * Where the parts of a profile.proto lie: first and past-the-last byte of each
 * message, and the single numbers. Go writes the string table last and
 * functions after the locations that use them, so nothing is resolved yet.
 */
export interface Layout {
	readonly sampleTypes: GrowingIndices;
	readonly samples: GrowingIndices;
	readonly mappings: GrowingIndices;
	readonly locations: GrowingIndices;
	readonly functions: GrowingIndices;
	readonly strings: GrowingIndices;
	readonly periodTypes: GrowingIndices;
	readonly comments: Int[];
	readonly dropFrames: Int;
	readonly keepFrames: Int;
	readonly timeNanos: Int;
	readonly durationNanos: Int;
	readonly period: Int;
	readonly defaultSampleType: Int;
	readonly docUrl: Int;
}

export function readLayout(reader: Reader): Layout {
	const layout = {
		sampleTypes: growingIndices(8),
		samples: growingIndices(1024),
		mappings: growingIndices(8),
		locations: growingIndices(1024),
		functions: growingIndices(1024),
		strings: growingIndices(1024),
		periodTypes: growingIndices(4),
		comments: [] as Int[],
		dropFrames: 0 as Int,
		keepFrames: 0 as Int,
		timeNanos: 0 as Int,
		durationNanos: 0 as Int,
		period: 0 as Int,
		defaultSampleType: 0 as Int,
		docUrl: 0 as Int,
	};
	const span = (spans: GrowingIndices, wireType: number) => {
		const end = readEnd(reader, wireType);
		pushIndex(spans, reader.pos);
		pushIndex(spans, end);
		reader.pos = end;
	};
	readMessage(reader, reader.len, (field, wireType) => {
		switch (field) {
			case 1:
				return span(layout.sampleTypes, wireType);
			case 2:
				return span(layout.samples, wireType);
			case 3:
				return span(layout.mappings, wireType);
			case 4:
				return span(layout.locations, wireType);
			case 5:
				return span(layout.functions, wireType);
			case 6:
				return span(layout.strings, wireType);
			case 7:
				layout.dropFrames = readUint(reader, wireType);
				return;
			case 8:
				layout.keepFrames = readUint(reader, wireType);
				return;
			case 9:
				if (layout.timeNanos !== 0)
					throw unreadable("a second profile follows the first", reader.pos);
				layout.timeNanos = readInt(reader, wireType);
				return;
			case 10:
				layout.durationNanos = readInt(reader, wireType);
				return;
			case 11:
				return span(layout.periodTypes, wireType);
			case 12:
				layout.period = readInt(reader, wireType);
				return;
			case 13:
				return readRepeated(reader, wireType, nextUint, (row) =>
					layout.comments.push(row),
				);
			case 14:
				layout.defaultSampleType = readUint(reader, wireType);
				return;
			case 15:
				layout.docUrl = readUint(reader, wireType);
				return;
			default:
				return skipField(reader, wireType);
		}
	});
	return layout;
}

/** Reads each message of `spans` in turn; `onEnd` is called after its last field. */
export function readEach(
	reader: Reader,
	spans: GrowingIndices,
	onField: (field: number, wireType: number) => void,
	onEnd: (row: number, offset: number) => void,
): void {
	for (let at = 0; at < spans.length; at += 2) {
		const end = spans.rows[at + 1] ?? 0;
		reader.pos = spans.rows[at] ?? 0;
		readMessage(reader, end, onField);
		onEnd(at / 2, end);
	}
}
