import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { FOLDED, treeOf } from "../../src/model/difference.ts";
import { layout, weightOf } from "../../src/page/layout.ts";
import { nextCell } from "../../src/page/steps.ts";
import { nameOf } from "../../src/page/words.ts";
import { anyHeld } from "./any-held.ts";
import { differenceFrom, type Held, LEAK } from "./differences.ts";

function bars(held: readonly Held[], width: "after" | "change", zoom = 0) {
	const difference = differenceFrom(held);
	const tree = treeOf(difference);
	const cells = layout(difference, tree, { width, zoom, leastShare: 0 });
	return cells.map(
		({ node, depth, share }) =>
			`${" ".repeat(depth)}${nameOf(difference, node)} ${Math.round(share * 1000)}`,
	);
}

test("by change: what moved beneath each, up and down, the most first", () => {
	expect(bars(LEAK, "change")).toEqual([
		"all goroutines 1000",
		" orders.(*Client).Get.func1 965",
		" http.(*conn).serve 29",
		"  orders.Handle 29",
		"   sync.(*Mutex).Lock 19",
		"   net.Read 10",
		" warm.Up 6",
	]);
});

test("by after: what is held, and nothing of what is gone", () => {
	expect(bars(LEAK, "after")).toEqual([
		"all goroutines 1000",
		" orders.(*Client).Get.func1 949",
		" http.(*conn).serve 47",
		"  orders.Handle 47",
		"   sync.(*Mutex).Lock 32",
		"   net.Read 16",
		" main.main 3",
		"  http.(*Server).Serve 3",
	]);
});

test("zoomed: it and its callers over the whole width, and only what it called", () => {
	const difference = differenceFrom(LEAK);
	const zoom = difference.functions.name.indexOf("shop/orders.Handle");
	const node = difference.nodes.function.indexOf(zoom);
	expect(bars(LEAK, "change", node)).toEqual([
		"all goroutines 1000",
		" http.(*conn).serve 1000",
		"  orders.Handle 1000",
		"   sync.(*Mutex).Lock 667",
		"   net.Read 333",
	]);
});

test("where nothing changed there are no bars", () => {
	expect(bars([[["shop/a.A"], 3, 3]], "change")).toEqual([]);
});

test("any tree: children lie within their caller, side by side, down to the least share", () => {
	fc.assert(
		fc.property(
			anyHeld,
			fc.constantFrom("after" as const, "change" as const),
			fc.constantFrom(0, 0.05, 0.5),
			(held, width, leastShare) => {
				const difference = differenceFrom(held);
				const tree = treeOf(difference);
				const cells = layout(difference, tree, { width, zoom: 0, leastShare });
				const byNode = new Map(cells.map((cell) => [cell.node, cell]));
				for (const { node, depth, from, share } of cells) {
					expect(difference.nodes.depth[node]).toBe(depth);
					if (node === 0) continue;
					const caller = byNode.get(tree.parent[node] ?? -1);
					expect(caller).toBeDefined();
					if (!caller) continue;
					expect(from).toBeGreaterThanOrEqual(caller.from - 1e-9);
					expect(from + share).toBeLessThanOrEqual(
						caller.from + caller.share + 1e-9,
					);
					expect(share).toBeGreaterThanOrEqual(leastShare);
					expect(share).toBeCloseTo(
						weightOf(tree, width, node) / weightOf(tree, width, 0),
						9,
					);
				}
				const depths = new Set(cells.map(({ depth }) => depth));
				for (const at of depths) {
					const row = cells.filter(({ depth }) => depth === at);
					for (const [index, cell] of row.entries()) {
						const before = row[index - 1];
						if (before)
							expect(cell.from).toBeGreaterThanOrEqual(
								before.from + before.share - 1e-9,
							);
					}
				}
			},
		),
	);
});

test("any tree: arrows stay in it, and lead back", () => {
	fc.assert(
		fc.property(anyHeld, fc.nat(), (held, pick) => {
			const difference = differenceFrom(held);
			const tree = treeOf(difference);
			const cells = layout(difference, tree, {
				width: "after",
				zoom: 0,
				leastShare: 0,
			});
			const { node } = cells[pick % cells.length] ?? { node: 0 };
			const step = (from: number, key: string) =>
				nextCell(cells, tree, from, key);
			const below = step(node, "ArrowDown");
			if (below !== null) expect(step(below, "ArrowUp")).toBe(node);
			const right = step(node, "ArrowRight");
			if (right !== null) expect(step(right, "ArrowLeft")).toBe(node);
			expect(step(node, "Home")).toBe(cells.length === 0 ? null : 0);
			expect(step(node, "x")).toBeNull();
		}),
	);
});

test("what was folded comes last, however much it is", () => {
	const held = Array.from(
		{ length: 40 },
		(_, at): Held => [["shop/a.All", `shop/a.F${at}`], 0, at < 2 ? 30 : 20],
	);
	const difference = differenceFrom(held, {}, 800);
	const tree = treeOf(difference);
	const cells = layout(difference, tree, {
		width: "after",
		zoom: 0,
		leastShare: 0,
	});
	const last = cells.at(-1)?.node ?? 0;
	expect(difference.nodes.function[last]).toBe(FOLDED);
	expect(tree.after[last]).toBeGreaterThan(100);
});
