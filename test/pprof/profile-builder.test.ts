import { expect, test } from "@jest/globals";
import { exactAt } from "../../src/pprof/int-column.ts";
import { profileBuilder } from "../../src/pprof/profile-builder.ts";

const SPACE = [{ type: "space", unit: "bytes" }];

test("what is equal by pprof's keys is one row", () => {
	const builder = profileBuilder({ sampleTypes: SPACE });
	const shop = { start: 0x1000, limit: 0x3000, file: "/bin/shop" };
	expect(builder.mapping(shop)).toBe(0);
	// Sizes are compared in pages, wherever the mapping lies.
	expect(builder.mapping({ ...shop, start: 0x5100, limit: 0x7000 })).toBe(0);
	expect(builder.mapping({ ...shop, file: "/bin/other" })).toBe(1);
	const f = { name: "f", systemName: "f", file: "f.go", startLine: 3 };
	expect(builder.func(f)).toBe(0);
	expect(builder.func({ ...f, startLine: 4 })).toBe(1);
	expect(builder.func({ ...f })).toBe(0);
	const at = (line: number, column: number, folded = false) =>
		builder.location({
			mapping: 0,
			address: 2n ** 63n,
			lines: [
				{ func: 0, line: 1, column },
				{ func: 1, line, column: 0 },
			],
			folded,
		});
	expect(at(2, 0)).toBe(0);
	expect(at(2, 7)).toBe(0); // pprof's key has the column of the outermost call only
	expect(at(3, 0)).toBe(1);
	expect(at(2, 0, true)).toBe(2);
	const { locations, mappings } = builder.build();
	expect(mappings.count).toBe(2);
	expect(exactAt(locations.address, 0)).toBe(2n ** 63n);
	expect([...locations.lineStart]).toEqual([0, 2, 4, 6]);
});

test("equal samples are added up, in whatever order their labels are", () => {
	const builder = profileBuilder({ sampleTypes: SPACE });
	const [a, b] = [1, 2].map((address) =>
		builder.location({ mapping: -1, address, lines: [], folded: false }),
	) as [number, number];
	const route = { key: "route", text: "/" };
	const size = { key: "bytes", number: 8, unit: "" };
	builder.sample([a, b], [1], [route, size]);
	builder.sample([b, a], [10], [route, size]);
	builder.sample([a, b], [100], [size, route]);
	builder.sample([a, b], [1000], [size]);
	builder.sample([a, b], [5], [{ key: "none", number: 0, unit: "" }]);
	builder.sample([a, b], [-5], []);
	const { samples, strings } = builder.build();
	expect([...samples.values.numbers]).toEqual([101, 10, 1000, 0]);
	expect([...samples.labelStart]).toEqual([0, 2, 4, 5, 5]);
	expect(strings.at(samples.labels.key[0] ?? 0)).toBe("route");
});

test("sums wrap around as Go's int64 do, and stay exact before", () => {
	const builder = profileBuilder({ sampleTypes: SPACE });
	builder.sample([], [2 ** 53 - 1], []);
	builder.sample([], [2], []);
	expect(exactAt(builder.build().samples.values, 0)).toBe(2n ** 53n + 1n);
	builder.sample([], [2n ** 63n - 2n ** 53n - 1n], []);
	expect(exactAt(builder.build().samples.values, 0)).toBe(-(2n ** 63n));
	builder.sample([], [2n ** 63n - 1n], []);
	expect(exactAt(builder.build().samples.values, 0)).toBe(-1n);
	expect(builder.build().samples.values.wide.size).toBe(0);
});

test("thousands of samples are found again", () => {
	const builder = profileBuilder({ sampleTypes: SPACE });
	const rows = Array.from({ length: 100 }, (_, address) =>
		builder.location({ mapping: -1, address, lines: [], folded: false }),
	);
	for (let times = 0; times < 2; times++)
		for (const outer of rows)
			for (const inner of rows) builder.sample([inner, outer], [1], []);
	const { samples } = builder.build();
	expect(samples.count).toBe(10_000);
	expect(samples.values.numbers.every((value) => value === 2)).toBe(true);
});
