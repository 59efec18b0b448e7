import { expect, test } from "@jest/globals";
import type { Reading } from "../../src/model/evidence.ts";
import { markdownTimeline } from "../../src/report/markdown-timeline.ts";
import { sparkline } from "../../src/report/sparkline.ts";
import { countersWith, evidenceOf } from "../support/evidence.ts";

const at = (
	round: number,
	phase: Reading["phase"],
	goroutines: number,
): Reading => ({
	atMs: 0,
	phase,
	round,
	counters: countersWith({ goroutines }),
});
const goroutines = ({ goroutines }: { goroutines: number }) => goroutines;

test("before, two halves of the load, half of the wait and its end, round by round", () => {
	const { settled } = evidenceOf([0, 2, 4]);
	const readings = [
		at(0, "before", 0),
		at(1, "load", 3),
		at(1, "load", 7),
		at(1, "settle", 5),
		at(1, "settle", 2),
		at(2, "load", 6),
		at(2, "load", 6),
	];
	expect(sparkline({ readings, settled }, goroutines)).toBe("▁▄█▆▃▇▇▅▅");
});

test("a value that never moves lies on the ground", () => {
	const { settled } = evidenceOf([7, 7]);
	expect(sparkline({ readings: [], settled }, goroutines)).toBe("▁▁▁");
});

test("a run without a round has no line", () => {
	const { settled } = evidenceOf([7]);
	expect(markdownTimeline({ readings: [], settled })).toEqual([]);
	expect(markdownTimeline(undefined)).toEqual([]);
});
