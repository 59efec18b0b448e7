import { expect, test } from "@jest/globals";
import { treeOf } from "../../src/model/difference.ts";
import { differenceOfFiles } from "../../src/page/dropped.ts";
import { writeProfile } from "../../src/pprof/write.ts";
import { syntheticHeap } from "../support/synthetic-profile.ts";

const before = {
	name: "z.pb.gz",
	bytes: writeProfile(syntheticHeap({ samples: 50 })),
};
const after = {
	name: "a.pb.gz",
	bytes: writeProfile(syntheticHeap({ samples: 50, growth: true })),
};
const goroutines = {
	name: "goroutines.txt",
	bytes: new TextEncoder().encode(
		"goroutine 1 [chan receive]:\nmain.main()\n\t/src/main.go:7 +0x1d\n",
	),
};

test("one file is shown alone", () => {
	const { title, unit, compared } = differenceOfFiles([before]);
	expect({ title, unit, compared }).toEqual({
		title: "in-use heap in z.pb.gz",
		unit: "bytes",
		compared: false,
	});
	expect(differenceOfFiles([goroutines])).toMatchObject({
		title: "goroutines in goroutines.txt",
		unit: "count",
		functions: { name: ["main.main"] },
	});
});

test("of two files the earlier one is the base, whatever their order", () => {
	for (const files of [
		[before, after],
		[after, before],
	]) {
		const difference = differenceOfFiles(files);
		expect(difference.title).toBe("in-use heap, z.pb.gz → a.pb.gz");
		const tree = treeOf(difference);
		expect(tree.after[0]).toBeGreaterThan(tree.before[0] ?? 0);
	}
});

test.each([
	[
		[before, goroutines],
		"The profiles do not compare: z.pb.gz holds in-use heap, goroutines.txt goroutines.",
	],
	[[before, before, before], "One profile can be shown, or two compared."],
	[[{ name: "x", bytes: new TextEncoder().encode("hello") }], "profile"],
])("what does not go together is a problem in words", (files, message) => {
	expect(() => differenceOfFiles(files)).toThrow(message);
});
