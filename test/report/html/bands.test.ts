import { expect, test } from "@jest/globals";
import type { Phase, Reading } from "../../../src/model/evidence.ts";
import { bandsOf } from "../../../src/report/html/bands.ts";
import { counters } from "./simulated-run.ts";

function readings(
	...parts: readonly (readonly [phase: Phase, round: number, ...at: number[]])[]
): readonly Reading[] {
	return parts.flatMap(([phase, round, ...at]) =>
		at.map((atMs) => ({ atMs, phase, round, counters: counters(1, 1) })),
	);
}

function shown(
	all: readonly Reading[],
	loadMs?: ReadonlyMap<number, number>,
): readonly string[] {
	return bandsOf(all, loadMs).map(
		({ phase, round, fromMs, toMs, readings: own }) =>
			`${phase} ${round} ${fromMs}–${toMs} (${own.length})`,
	);
}

const RUN = readings(
	["before", 0, 100, 200],
	["load", 1, 350, 400],
	["settle", 1, 500, 600],
	["settle", 2, 900, 1000],
);

test("a phase of a round is a band, and ends where the next begins", () => {
	expect(shown(RUN)).toEqual([
		"before 0 100–350 (2)",
		"load 1 350–500 (2)",
		"settle 1 500–900 (2)",
		"settle 2 900–1000 (2)",
	]);
});

test("a load has its whole length, though it was read late or never", () => {
	const loads = new Map([
		[1, 250],
		[2, 130],
	]);
	expect(shown(RUN, loads)).toEqual([
		"before 0 100–250 (2)",
		"load 1 250–500 (2)",
		"settle 1 500–770 (2)",
		"load 2 770–900 (0)",
		"settle 2 900–1000 (2)",
	]);
});

test("a load does not reach beyond the last reading before it, nor end before its first", () => {
	const loads = new Map([
		[1, 5_000],
		[2, 0],
	]);
	expect(shown(RUN, loads).slice(0, 2)).toEqual([
		"before 0 100–200 (2)",
		"load 1 200–500 (2)",
	]);
	expect(shown(RUN, new Map([[1, 10]]))[1]).toBe("load 1 350–500 (2)");
});
