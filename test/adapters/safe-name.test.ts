import { basename, join, normalize } from "node:path";
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { safeName } from "../../src/adapters/safe-name.ts";

test.each(["shop", "shop-2", "orders_v1.2"])("%s is its own folder", (name) => {
	expect(safeName(name)).toBe(name);
});

test.each(["../..", "..", ".", "a/b", ".hidden", "C:\\x", "käse", " "])(
	"%j stays one folder below",
	(name) => {
		expect(safeName(name)).toMatch(/^[A-Za-z0-9_-][A-Za-z0-9._-]*$/);
	},
);

test("any name is one folder, and another name another", () => {
	fc.assert(
		fc.property(fc.string(), fc.string(), (one, other) => {
			const path = normalize(join("out", safeName(one)));
			expect(path).toBe(join("out", basename(path)));
			if (one !== other) expect(safeName(other)).not.toBe(safeName(one));
		}),
	);
});
