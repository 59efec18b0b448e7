import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { openOutput } from "../../../src/adapters/process/output.ts";
import { maskOf } from "../../../src/adapters/secrets/mask.ts";
import { scratchFolder } from "../../support/scratch.ts";

const folder = scratchFolder();
const bytes = (text: string) => Buffer.from(text);
const mask = maskOf(["hunter22-é"]);

test("the log holds the bytes as they came, the tail the last 20 lines, fit to be shown", () => {
	const path = join(folder, "deep", "a.log");
	const output = openOutput({ mask, path });
	for (let n = 1; n <= 30; n += 1)
		output.write("stdout", bytes(`line ${n}\n\n`));
	output.write("stderr", bytes("\u001b[31mlast"));
	output.close();
	expect(output.tail()).toHaveLength(20);
	expect(output.tail().at(0)).toBe("line 12");
	expect(output.tail().at(-1)).toBe("last");
	expect(readFileSync(path, "utf8")).toContain("line 1\n\nline 2\n");
	expect(readFileSync(path, "utf8")).toContain("\u001b[31mlast");
});

test("a log past its limit is cut, and says so", () => {
	const path = join(folder, "b.log");
	const output = openOutput({ mask, path, limitBytes: 10 });
	for (let n = 0; n < 5; n += 1) output.write("stdout", bytes("123456\n"));
	output.close();
	expect(readFileSync(path, "utf8")).toBe(
		"123456\n123\n[leak-budget: log cut after 10 bytes]\n",
	);
	expect(output.tail()).toHaveLength(5);
});

test("streams do not mix within a line", () => {
	const output = openOutput({ mask, path: join(folder, "c.log") });
	output.write("stdout", bytes("out"));
	output.write("stderr", bytes("err\n"));
	output.write("stdout", bytes("put\n"));
	output.close();
	expect(output.tail()).toEqual(["err", "output"]);
});

test.each([
	["in pieces", ["listen", "ing on :80\n"], true],
	["coloured", ["\u001b[32mlistening\u001b[0m on :80\n"], true],
	["without a newline", ["now listening on"], true],
	["over two lines", ["listening\n", "on\n"], false],
])("watches for a text: %s", (_, chunks, seen) => {
	const output = openOutput({
		mask,
		path: join(folder, "d.log"),
		watchFor: "listening on",
	});
	for (const chunk of chunks) output.write("stderr", bytes(chunk));
	expect(output.saw()).toBe(seen);
	output.close();
});

test("a long line is shortened in the tail", () => {
	const output = openOutput({ mask, path: join(folder, "e.log") });
	output.write("stdout", bytes(`${"x".repeat(2_000)}\n`));
	output.close();
	expect(output.tail().at(0)).toHaveLength(501);
});

test("a line of 1 MB does not push the others out of the tail", () => {
	const output = openOutput({ mask, path: join(folder, "f.log") });
	output.write("stdout", bytes("before\n"));
	for (let n = 0; n < 20; n += 1)
		output.write("stdout", Buffer.alloc(64 * 1024, "x"));
	output.write("stdout", bytes("\nafter\n"));
	output.close();
	const [first, long, ...rest] = output.tail();
	expect([first, rest]).toEqual(["before", ["after"]]);
	expect(long).toMatch(/^x{500}…$/);
});

test("a log that cannot be written ends nothing, and the tail says so", () => {
	writeFileSync(join(folder, "file"), "");
	const output = openOutput({
		mask,
		path: join(folder, "file", "deep", "below.log"),
	});
	output.write("stdout", bytes("up\n"));
	output.close();
	expect(output.tail()).toEqual([
		"[leak-budget: the log cannot be written: not a directory]",
		"up",
	]);
});

test.each([
	["in one chunk", ["up\nkey hunter22-é!\n"]],
	// Attack 75.
	["over two chunks", ["up\nkey hunt", "er22-é!\n"]],
	[
		"byte by byte",
		[...Buffer.from("up\nkey hunter22-é!\n")].map((one) => Buffer.of(one)),
	],
	["without a newline", ["up\nkey hunter22-é!"]],
])("a secret is in neither log nor tail: %s", (_, chunks) => {
	const path = join(folder, `secret-${chunks.length}-${_}.log`);
	const output = openOutput({ mask, path });
	for (const chunk of chunks)
		output.write("stdout", typeof chunk === "string" ? bytes(chunk) : chunk);
	output.close();
	expect(readFileSync(path, "utf8").trim()).toBe("up\nkey ***!");
	expect(output.tail()).toEqual(["up", "key ***!"]);
});

test("a secret where the log is cut leaves none of its beginning", () => {
	const path = join(folder, "cut.log");
	const output = openOutput({ mask, path, limitBytes: 12 });
	output.write("stdout", bytes("12345678hunter22-é and more\n"));
	output.close();
	expect(readFileSync(path, "utf8")).toBe(
		"12345678*** \n[leak-budget: log cut after 12 bytes]\n",
	);
});

test("a text that holds a secret is still found in the output", () => {
	const output = openOutput({
		mask,
		path: join(folder, "watch.log"),
		watchFor: "ready hunter22-é",
	});
	output.write("stdout", bytes("ready hunter22-é"));
	expect(output.saw()).toBe(true);
	output.close();
});

test("bytes that are no text stay as they are beside a secret", () => {
	const path = join(folder, "binary.log");
	const output = openOutput({ mask, path });
	const strange = Buffer.from([0xff, 0xfe, 0x00, 0x80]);
	output.write(
		"stdout",
		Buffer.concat([strange, bytes("hunter22-é"), strange, bytes("\n")]),
	);
	output.close();
	expect(readFileSync(path)).toEqual(
		Buffer.concat([strange, bytes("***"), strange, bytes("\n")]),
	);
});
