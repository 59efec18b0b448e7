import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "@jest/globals";
import { textsBelow } from "../../../src/adapters/source/listing.ts";
import { scratchFolder } from "../../support/scratch.ts";

const scratch = scratchFolder();

test("wanted files of folders that are the repository's own", () => {
	const files = {
		"b/main.go": "b",
		"a.go": "a",
		"a.txt": "not wanted",
		"large.go": "x".repeat(600 * 1024),
		"vendor/v.go": "",
		"node_modules/n/n.go": "",
		".cache/c.go": "",
		"_examples/e.go": "",
		"b/testdata/t.go": "",
	};
	for (const [path, text] of Object.entries(files)) {
		mkdirSync(dirname(join(scratch, path)), { recursive: true });
		writeFileSync(join(scratch, path), text);
	}
	symlinkSync("..", join(scratch, "b", "up"));
	symlinkSync("/etc/hosts", join(scratch, "hosts.go"));
	const texts = textsBelow(scratch, (path) => path.endsWith(".go"));
	expect([...texts]).toEqual([
		["a.go", "a"],
		["b/main.go", "b"],
	]);
});

test("a folder that is not there is said", () => {
	expect(() => textsBelow(join(scratch, "nowhere"), () => true)).toThrow(
		/cannot be read/,
	);
});
