import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { lineSplitter } from "../../../src/adapters/process/lines.ts";

function split(chunks: readonly Uint8Array[]): readonly string[] {
	const lines: string[] = [];
	const splitter = lineSplitter((line) => lines.push(line));
	for (const chunk of chunks) splitter.write(chunk);
	splitter.end();
	return lines;
}

test("a line may come in pieces, end in \\r\\n, or not end", () => {
	const chunks = ["one\ntw", "o\r\n\nthr", "ee"].map((text) =>
		Buffer.from(text),
	);
	expect(split(chunks)).toEqual(["one", "two", "", "three"]);
});

test("however the bytes are cut, the lines are the same", () => {
	fc.assert(
		fc.property(
			fc.string({ unit: "binary", maxLength: 60 }),
			fc.integer({ min: 1, max: 5 }),
			(text, size) => {
				const bytes = Buffer.from(text);
				const chunks = [];
				for (let at = 0; at < bytes.length; at += size) {
					chunks.push(bytes.subarray(at, at + size));
				}
				expect(split(chunks)).toEqual(split([bytes]));
			},
		),
	);
});

test("output without a newline does not fill memory", () => {
	const lines: string[] = [];
	const splitter = lineSplitter((line) => lines.push(line));
	for (let n = 0; n < 10; n += 1) splitter.write(Buffer.alloc(64 * 1024, "x"));
	expect(splitter.unfinished().length).toBeLessThanOrEqual(64 * 1024);
	expect(lines.length).toBe(9);
});
