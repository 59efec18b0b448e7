import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type Difference, FOLDED, treeOf } from "../../src/model/difference.ts";
import { differenceOf } from "../../src/pprof/difference.ts";
import { stacksOf } from "../../src/pprof/stacks.ts";
import { anyHeld } from "../page/any-held.ts";
import { differenceFrom, type Held, LEAK } from "../page/differences.ts";
import { syntheticHeap } from "../support/synthetic-profile.ts";

test("one tree of both moments, the heaviest first", () => {
	expect(written(differenceFrom(LEAK))).toEqual([
		"",
		" shop/orders.(*Client).Get.func1:10 0 → 300",
		" net/http.(*conn).serve:10",
		"  shop/orders.Handle:11",
		"   sync.(*Mutex).Lock:12 4 → 10",
		"   net.Read:12 8 → 5",
		" shop/warm.Up:10 2 → 0",
		" shop/main.main:10",
		"  net/http.(*Server).Serve:11 1 → 1",
	]);
});

test("frames of the same key are one, as they are called afterwards, at the line of the heaviest", () => {
	const stack = (name: string, line: number, count: number) => ({
		frames: [
			{
				function: name,
				key: "a.F",
				file: "a.go",
				line,
				origin: "library" as const,
			},
		],
		...{ count, bytes: 0, labels: {} },
	});
	const subject = {
		title: "goroutines",
		unit: "count",
		compared: true,
	} as const;
	const difference = differenceOf(
		[stack("a.F", 3, 9)],
		[stack("a.F.func1", 5, 1), stack("a.F.func2", 7, 2)],
		subject,
	);
	expect(written(difference)).toEqual(["", " a.F.func1:5 9 → 3"]);
});

describe("where there is no room for all", () => {
	const held = Array.from(
		{ length: 500 },
		(_, at): Held => [
			["shop/a.All", `shop/a.F${at}`, "lib/b.G"],
			1,
			at === 300 ? 900 : 2,
		],
	);
	const difference = differenceFrom(held, {}, 4_000);

	test("the heaviest are kept whole, the others added up beneath what they share", () => {
		const lines = written(difference);
		expect(lines.slice(0, 4)).toEqual([
			"",
			" shop/a.All:10",
			`  (folded) ${difference.folded} → ${2 * difference.folded}`,
			"  shop/a.F300:11",
		]);
		expect(lines[4]).toBe("   lib/b.G:12 1 → 900");
		expect(difference.folded).toBeGreaterThan(400);
	});

	test("nothing is lost", () => {
		const tree = treeOf(difference);
		expect(tree.before[0]).toBe(500);
		expect(tree.after[0]).toBe(900 + 499 * 2);
	});
});

test("a profile of 5,000 samples keeps to its room, sums and all", () => {
	const stacks = (growth: boolean) =>
		stacksOf(syntheticHeap({ samples: 5_000, growth }), {
			modules: { firstParty: [], libraries: [] },
		});
	const [before, after] = [stacks(false), stacks(true)];
	const subject = { title: "heap", unit: "bytes", compared: true } as const;
	const difference = differenceOf(before, after, subject, 50_000);
	const tree = treeOf(difference);
	const characters = JSON.stringify(difference).length;
	expect(characters).toBeLessThan(50_000);
	expect(characters).toBeGreaterThan(30_000);
	expect(tree.after[0]).toBe(after.reduce((sum, { bytes }) => sum + bytes, 0));
	expect(tree.before[0]).toBe(
		before.reduce((sum, { bytes }) => sum + bytes, 0),
	);
});

test("any stacks: sums are kept, rooms too, and each node stands beneath its caller", () => {
	fc.assert(
		fc.property(anyHeld, fc.integer({ min: 300, max: 3_000 }), (held, most) => {
			const difference = differenceFrom(held, {}, most);
			const tree = treeOf(difference);
			expect(tree.before[0]).toBe(
				held.reduce((sum, [, before]) => sum + before, 0),
			);
			expect(tree.after[0]).toBe(
				held.reduce((sum, [, , after]) => sum + after, 0),
			);
			// The frame of the tables themselves is not counted.
			expect(JSON.stringify(difference).length).toBeLessThan(most + 250);
			const { depth } = difference.nodes;
			for (let node = 1; node < tree.count; node++) {
				const above = tree.parent[node] ?? -1;
				expect(depth[node]).toBe((depth[above] ?? 0) + 1);
				expect(tree.end[above]).toBeGreaterThanOrEqual(tree.end[node] ?? 0);
			}
		}),
	);
});

test("names of 10,000 characters are cut in their middle", () => {
	const { functions } = differenceFrom([
		[[`shop/a.${"x".repeat(10_000)}End`], 0, 1],
	]);
	expect(functions.name[0]).toMatch(/^shop\/a\.x+…x+End$/u);
	expect(functions.name[0]?.length).toBe(300);
});

function written({ nodes, functions }: Difference): readonly string[] {
	return nodes.depth.map((depth, node) => {
		const row = nodes.function[node] ?? FOLDED;
		const [before, after] = [nodes.before[node] ?? 0, nodes.after[node] ?? 0];
		const name =
			node === 0
				? ""
				: row === FOLDED
					? "(folded)"
					: `${functions.name[row]}:${nodes.line[node]}`;
		return `${" ".repeat(depth)}${name}${before + after > 0 ? ` ${before} → ${after}` : ""}`;
	});
}
