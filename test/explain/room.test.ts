import { expect, test } from "@jest/globals";
import { roomForAll } from "../../src/explain/room.ts";
import { finding } from "../report/verdicts.ts";

const ceiling = { kind: "ceiling", value: 20, text: "20" } as const;

test("one line for each budget: the most that any load needs", () => {
	expect(
		roomForAll([
			finding([5, 5, 5], { scenario: "orders" }),
			finding([9, 9, 9], { scenario: "search" }),
			finding([7, 7, 7], { scenario: "admin" }),
			finding([0], { metric: "threads", limit: ceiling, after: 24 }),
		]),
	).toEqual(["goroutines: +9", "threads: 24"]);
});

test("what single stacks need is no room for a total", () => {
	expect(roomForAll([finding([5, 5, 5], { stacks: "cache.*" })])).toEqual([]);
});
