import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "@jest/globals";
import type { Metafile } from "esbuild";
import { licencesOf } from "../../scripts/licences.ts";
import { scratchFolder } from "../support/scratch.ts";

const root = scratchFolder();

function put(path: string, text: string | object): void {
	const file = join(root, "node_modules", path);
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, typeof text === "string" ? text : JSON.stringify(text));
}

put("a/package.json", { name: "a", version: "1.0.0", license: "MIT" });
put("a/LICENSE", "same text\r\n");
put("a/node_modules/@x/b/package.json", {
	name: "@x/b",
	version: "2.0.0",
	license: "Apache-2.0",
});
put("a/node_modules/@x/b/LICENSE.md", "Apache's text");
put("a/node_modules/@x/b/NOTICE", "and a notice");
put("c/package.json", { name: "c", version: "3.0.0", license: "ISC" });
put("c/license", "same text");
put("bare/package.json", {
	name: "bare",
	version: "4.0.0",
	license: "MIT",
	author: "Ann Other <a@example.org> (https://example.org)",
});
put("none/package.json", { name: "none", version: "5.0.0", license: "ISC" });
put("unnamed/package.json", { name: "unnamed", version: "6.0.0" });

const A = "node_modules/a/index.js";
const B = "node_modules/a/node_modules/@x/b/lib/deep.js";
const C = "node_modules/c/index.js";

test("each package once, by name, with its texts; one text is told once", () => {
	const text = licencesOf([bundling(C, B), bundling(A, "src/cli.ts", C)], root);
	const [, ...notices] = text.split(`\n${"-".repeat(80)}\n\n`);
	expect(notices).toEqual([
		"@x/b 2.0.0 (Apache-2.0)\n\nApache's text\n\nand a notice\n",
		"a 1.0.0 (MIT)\nc 3.0.0 (ISC)\n\nsame text\n",
	]);
	expect(licencesOf([bundling("src/cli.ts", A, B, C)], root)).toBe(text);
});

test("a package of which nothing is left is not told", () => {
	const { outputs } = bundling(A, C);
	const inputs = { [A]: { bytesInOutput: 9 }, [C]: { bytesInOutput: 0 } };
	const shaken = {
		inputs: {},
		outputs: { "x.js": { ...outputs["x.js"], inputs } },
	};
	const text = licencesOf([shaken as Metafile], root);
	expect(text).toContain("a 1.0.0");
	expect(text).not.toContain("c 3.0.0");
});

test("MIT without its text gets it, in its author's name", () => {
	const text = licencesOf([bundling("node_modules/bare/i.js")], root);
	expect(text).toContain("Copyright (c) Ann Other\n\nPermission is hereby");
});

test.each(["none", "unnamed"])(
	"a package without any text is an error: %s",
	(name) => {
		expect(() =>
			licencesOf([bundling(`node_modules/${name}/i.js`)], root),
		).toThrow(`${name} `);
	},
);

function bundling(...files: readonly string[]): Metafile {
	const inputs = Object.fromEntries(
		files.map((file) => [file, { bytesInOutput: 1 }]),
	);
	return {
		inputs: {},
		outputs: { "x.js": { bytes: 1, imports: [], exports: [], inputs } },
	};
}
