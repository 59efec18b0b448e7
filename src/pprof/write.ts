import protobuf from "protobufjs/minimal.js";
import type { Profile } from "./profile.ts";
import { type StringsOut, stringsOut } from "./strings-out.ts";
import {
	type Writer,
	writeBigInt,
	writeCell,
	writeInt,
	writeMessage,
	writeRepeated,
	writeUint,
} from "./wire-out.ts";

/**
 * The profile as profile.proto, not gzipped: field by field what pprof's own
 * encoder writes (google/pprof, profile/encode.go), with the strings that are
 * used, each once. Ids, the order of rows and the bytes of strings stay, so
 * reading it again gives the same profile.
 */
export function writeProfile(profile: Profile): Uint8Array {
	const writer = new protobuf.Writer();
	const strings = stringsOut(profile.strings);
	for (const one of profile.sampleTypes) {
		const type = strings.text(one.type);
		const unit = strings.text(one.unit);
		writeMessage(writer, 1, () => {
			writeUint(writer, 1, type);
			writeUint(writer, 2, unit);
		});
	}
	writeSamples(writer, profile, strings);
	writeMappings(writer, profile, strings);
	writeLocations(writer, profile);
	writeFunctions(writer, profile, strings);
	// The rest refers to strings and follows them.
	const dropFrames = strings.text(profile.dropFrames);
	const keepFrames = strings.text(profile.keepFrames);
	const periodType = strings.text(profile.periodType.type);
	const periodUnit = strings.text(profile.periodType.unit);
	const comments = profile.comments.map(strings.text);
	const defaultSampleType = strings.text(profile.defaultSampleType);
	const docUrl = strings.text(profile.docUrl);
	for (const bytes of strings.all()) writer.uint32(6 * 8 + 2).bytes(bytes);
	writeUint(writer, 7, dropFrames);
	writeUint(writer, 8, keepFrames);
	writeBigInt(writer, 9, profile.timeNanos);
	writeBigInt(writer, 10, profile.durationNanos);
	if (periodType !== 0 || periodUnit !== 0)
		writeMessage(writer, 11, () => {
			writeUint(writer, 1, periodType);
			writeUint(writer, 2, periodUnit);
		});
	writeBigInt(writer, 12, profile.period);
	writeRepeated(writer, 13, 0, comments.length, (row) =>
		writer.uint32(comments[row] ?? 0),
	);
	writer.uint32(14 * 8).uint32(defaultSampleType); // pprof writes this one also when it is 0
	writeUint(writer, 15, docUrl);
	return writer.finish();
}

function writeSamples(
	writer: Writer,
	{ samples, sampleTypes, locations }: Profile,
	strings: StringsOut,
): void {
	const { labels, values } = samples;
	const width = sampleTypes.length;
	const addLocation = (at: number) =>
		writeCell(writer, locations.id, samples.locations[at] ?? 0);
	const addValue = (at: number) => writeCell(writer, values, at);
	let label = 0;
	const addLabel = () => {
		writeUint(writer, 1, strings.row(labels.key[label] ?? 0));
		writeUint(writer, 2, strings.row(labels.text[label] ?? 0));
		writeInt(writer, 3, labels.number, label);
		writeUint(writer, 4, strings.row(labels.unit[label] ?? 0));
	};
	for (let sample = 0; sample < samples.count; sample++) {
		writer.uint32(2 * 8 + 2).fork();
		const from = samples.locationStart[sample] ?? 0;
		const to = samples.locationStart[sample + 1] ?? 0;
		writeRepeated(writer, 1, from, to, addLocation);
		writeRepeated(writer, 2, sample * width, (sample + 1) * width, addValue);
		const labelsEnd = samples.labelStart[sample + 1] ?? 0;
		for (label = samples.labelStart[sample] ?? 0; label < labelsEnd; label++)
			writeMessage(writer, 3, addLabel);
		writer.ldelim();
	}
}

function writeMappings(
	writer: Writer,
	{ mappings }: Profile,
	strings: StringsOut,
): void {
	for (let row = 0; row < mappings.count; row++)
		writeMessage(writer, 3, () => {
			writeInt(writer, 1, mappings.id, row);
			writeInt(writer, 2, mappings.start, row);
			writeInt(writer, 3, mappings.limit, row);
			writeInt(writer, 4, mappings.offset, row);
			writeUint(writer, 5, strings.row(mappings.file[row] ?? 0));
			writeUint(writer, 6, strings.row(mappings.buildId[row] ?? 0));
			const has = mappings.has[row] ?? 0;
			for (let bit = 0; bit < 4; bit++)
				writeUint(writer, 7 + bit, (has >> bit) & 1);
		});
}

function writeLocations(
	writer: Writer,
	{ locations, mappings, functions }: Profile,
): void {
	const { lines } = locations;
	for (let row = 0; row < locations.count; row++)
		writeMessage(writer, 4, () => {
			writeInt(writer, 1, locations.id, row);
			const mapping = locations.mapping[row] ?? 0;
			if (mapping > 0) writeInt(writer, 2, mappings.id, mapping - 1);
			writeInt(writer, 3, locations.address, row);
			const end = locations.lineStart[row + 1] ?? 0;
			for (let at = locations.lineStart[row] ?? 0; at < end; at++)
				writeMessage(writer, 4, () => {
					writeInt(writer, 1, functions.id, lines.function[at] ?? 0);
					writeInt(writer, 2, lines.line, at);
					writeInt(writer, 3, lines.column, at);
				});
			writeUint(writer, 5, locations.folded[row] ?? 0);
		});
}

function writeFunctions(
	writer: Writer,
	{ functions }: Profile,
	strings: StringsOut,
): void {
	for (let row = 0; row < functions.count; row++)
		writeMessage(writer, 5, () => {
			writeInt(writer, 1, functions.id, row);
			writeUint(writer, 2, strings.row(functions.name[row] ?? 0));
			writeUint(writer, 3, strings.row(functions.systemName[row] ?? 0));
			writeUint(writer, 4, strings.row(functions.file[row] ?? 0));
			writeInt(writer, 5, functions.startLine, row);
		});
}
