import { expect, test } from "@jest/globals";
import { sourceLines } from "../../src/pprof/modes/source-lines.ts";
import {
	baseName,
	cleanPath,
	printableName,
	trimmedPath,
} from "../../src/pprof/node-info.ts";
import { compareUtf8 } from "../../src/pprof/utf8-order.ts";

const NONE = {
	name: "",
	address: 0,
	file: "",
	startLine: 0,
	line: 0,
	column: 0,
	objectFile: "",
};

test.each([
	[{ name: "f" }, "f"],
	[{ name: "f", file: "a.go" }, "f a.go"],
	[{ name: "f", file: "a.go", line: 3 }, "f a.go:3"],
	[{ name: "f", file: "a.go", line: 3, column: 9 }, "f a.go:3:9"],
	[{ name: "f", address: 0x4a2b }, "0000000000004a2b f"],
	[
		{ address: 2n ** 64n - 1n, objectFile: "/lib/x.so" },
		"ffffffffffffffff [x.so]",
	],
	[{ objectFile: "/" }, "[/]"],
	[{}, "<unknown>"],
	[{ line: 3 }, ":3"],
])("%j is printed as %s", (info, text) => {
	expect(printableName({ ...NONE, ...info })).toBe(text);
});

test.each([
	["/a/../b.go", "/b.go"],
	["/../b.go", "/b.go"],
	["../../b.go", "../../b.go"],
	["a/..", "."],
	["./a//b/./c/", "a/b/c"],
	["/", "/"],
	["", ""],
])("the path %s is %s", (path, clean) => {
	expect(cleanPath(path)).toBe(clean);
});

test("paths through /proc/self/cwd are those from there", () => {
	expect(trimmedPath("/proc/self/cwd/./a.go")).toBe("a.go");
	expect(trimmedPath("/proc/self/cwd/a.go")).toBe("a.go");
	expect(baseName("/a/b//")).toBe("b");
});

test("texts are ordered by their UTF-8 bytes", () => {
	const texts = ["", "a", "aa", "é", "\uffee", "🙂", "🙂a"];
	const bytes = (text: string) => Buffer.from(text);
	for (const a of texts)
		for (const b of texts)
			expect(Math.sign(compareUtf8(a, b))).toBe(
				Buffer.compare(bytes(a), bytes(b)),
			);
});

test("source files are found as pprof finds them", () => {
	const files: Readonly<Record<string, string>> = {
		"/home/me/shop/main.go": "one\r\ntwo\n",
		"/home/me/lib/lib.go": "lib",
		"/abs.go": "\n\n",
	};
	const from = (file: string) =>
		sourceLines(file, { folder: "/home/me/shop", read: (path) => files[path] });
	expect(from("/abs.go")).toEqual({ lines: ["", ""] });
	// Built elsewhere in a folder of the same name.
	expect(from("/build/shop/main.go")).toEqual({ lines: ["one", "two"] });
	expect(from("main.go")).toEqual({ lines: ["one", "two"] });
	expect(from("lib/lib.go")).toEqual({ lines: ["lib"] }); // from a parent
	expect(from("/none.go")).toEqual({
		error: "open /none.go: no such file or directory",
	});
	expect(from("none.go")).toEqual({
		error: "could not find file none.go on path /home/me/shop",
	});
});
