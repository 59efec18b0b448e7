import { expect, test } from "@jest/globals";
import { treeOf } from "../../src/model/difference.ts";
import { search } from "../../src/page/search.ts";
import { chosenRows, type TableChoice } from "../../src/page/table.ts";
import { nameOf } from "../../src/page/words.ts";
import { stackRows } from "../../src/report/html/stack-rows.ts";
import { differenceFrom, type Held, LEAK } from "./differences.ts";

const difference = differenceFrom(LEAK);
const tree = treeOf(difference);

function shown(choice: Partial<TableChoice>, query = ""): readonly string[] {
	const all = {
		kind: "changed",
		sort: "change",
		descending: true,
		...choice,
	} as const;
	return chosenRows(
		difference,
		tree,
		stackRows(difference),
		all,
		search(difference, tree, query),
	).map(({ node, kind }) => `${kind} ${nameOf(difference, node)}`);
}

const BY_CHANGE = [
	"new orders.(*Client).Get.func1",
	"grown sync.(*Mutex).Lock",
	"shrunk net.Read",
	"gone warm.Up",
];

test("what changed, the most first; and the other way round", () => {
	expect(shown({})).toEqual(BY_CHANGE);
	expect(shown({ descending: false })).toEqual(BY_CHANGE.toReversed());
});

test("by what they hold, by kind", () => {
	expect(shown({ sort: "after" })[1]).toBe("grown sync.(*Mutex).Lock");
	expect(shown({ sort: "kind", descending: false })[0]).toBe("gone warm.Up");
});

test("of one kind, and of what a search finds anywhere on the stack", () => {
	expect(shown({ kind: "same" })).toEqual(["same http.(*Server).Serve"]);
	expect(shown({}, "orders.Handle")).toEqual([
		"grown sync.(*Mutex).Lock",
		"shrunk net.Read",
	]);
	expect(shown({ kind: "gone" }, "orders.Handle")).toEqual([]);
});

test("a profile alone has no kinds: all of it is shown", () => {
	const alone = differenceFrom(
		[
			[["shop/a.A"], 0, 3],
			[["shop/a.B"], 0, 5],
		],
		{ compared: false },
	);
	const rows = chosenRows(
		alone,
		treeOf(alone),
		stackRows(alone),
		{ kind: "gone", sort: "after", descending: true },
		null,
	);
	expect(rows.map(({ after }) => after)).toEqual([5, 3]);
});

test("by where, as the table names it", () => {
	const held: readonly Held[] = [
		[["shop/b.B", "lib/x.A"], 0, 5],
		[["shop/a.A", "lib/x.B"], 0, 1],
	];
	const two = differenceFrom(held);
	const choice = { kind: "changed", sort: "where", descending: true } as const;
	const rows = chosenRows(two, treeOf(two), stackRows(two), choice, null);
	expect(rows.map(({ after }) => after)).toEqual([1, 5]);
});
