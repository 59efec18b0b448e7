import { expect, test } from "@jest/globals";
import {
	baselineKey,
	commitInKey,
	keyPrefix,
} from "../../../src/adapters/github/baseline-key.ts";

const OF = {
	leg: "shop",
	workingDirectory: ".",
	platform: "linux",
	arch: "x64",
};
const SHA = "0123456789abcdef0123456789abcdef01234567";
const RUN = { sha: SHA, run: 9_000_000_001, attempt: 2 };

test("a key is GitHub's, whatever the service is called, and never the same twice", () => {
	const prefix = keyPrefix({ ...OF, leg: `a,b\n${"x".repeat(1_000)}` });
	const key = baselineKey(prefix, RUN);
	expect(key).toMatch(/^[\w-]{1,200}$/);
	expect(key).not.toBe(baselineKey(prefix, { ...RUN, attempt: 3 }));
	expect(key).not.toBe(baselineKey(prefix, { ...RUN, run: 9_000_000_002 }));
});

test.each([
	["leg", "search"],
	["workingDirectory", "services/shop"],
	["platform", "darwin"],
	["arch", "arm64"],
])("another %s is another service's", (field, other) => {
	expect(keyPrefix({ ...OF, [field]: other })).not.toBe(keyPrefix(OF));
});

test("the commit is read back from our own keys only", () => {
	const prefix = keyPrefix(OF);
	expect(commitInKey(prefix, baselineKey(prefix, RUN))).toBe(SHA);
	for (const key of [
		`${prefix}${SHA}`,
		`${prefix}[x](https://e.vil)-1-1`,
		`other-${SHA}-1-1`,
	])
		expect(commitInKey(prefix, key)).toBeUndefined();
});
