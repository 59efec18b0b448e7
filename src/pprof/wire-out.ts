import type protobuf from "protobufjs/minimal.js";
import type { IntColumn } from "./int-column.ts";

/** protobufjs' writer of the wire format. */
export type Writer = protobuf.Writer;

/** Writes a message with the fields that `fill` writes. */
export function writeMessage(
	writer: Writer,
	field: number,
	fill: () => void,
): void {
	writer.uint32(field * 8 + 2).fork();
	fill();
	writer.ldelim();
}

/** A number of 0 up to 2³² − 1; 0 is left out, as proto3 does. */
export function writeUint(writer: Writer, field: number, value: number): void {
	if (value !== 0) writer.uint32(field * 8).uint32(value);
}

/** The exact int64 or uint64 in a row of a column; 0 is left out. */
export function writeInt(
	writer: Writer,
	field: number,
	column: IntColumn,
	row: number,
): void {
	if (column.numbers[row] === 0) return;
	writer.uint32(field * 8);
	writeCell(writer, column, row);
}

/** The same without its field number, 0 too. */
export function writeCell(
	writer: Writer,
	column: IntColumn,
	row: number,
): void {
	const wide = column.wide.size > 0 ? column.wide.get(row) : undefined;
	const value = column.numbers[row] ?? 0;
	if (wide !== undefined) writer.int64(words(wide));
	else if (value >= 0 && value <= 0xffff_ffff) writer.uint32(value);
	else writer.int64(value);
}

/** An int64; 0 is left out. */
export function writeBigInt(
	writer: Writer,
	field: number,
	value: bigint,
): void {
	if (value !== 0n) writer.uint32(field * 8).int64(words(value));
}

/** Integers `from` up to `to`, packed when there are more than two: so do both of Go's writers. */
export function writeRepeated(
	writer: Writer,
	field: number,
	from: number,
	to: number,
	write: (at: number) => void,
): void {
	if (to - from > 2) {
		writer.uint32(field * 8 + 2).fork();
		for (let at = from; at < to; at++) write(at);
		writer.ldelim();
		return;
	}
	for (let at = from; at < to; at++) {
		writer.uint32(field * 8);
		write(at);
	}
}

/** As protobufjs takes 64 bits: two words, in two's complement. */
function words(value: bigint) {
	return {
		low: Number(BigInt.asIntN(32, value)),
		high: Number(BigInt.asIntN(32, value >> 32n)),
		unsigned: false,
	};
}
