import type { Settling } from "../model/evidence.ts";
import {
	type Look,
	MEANINGFUL_MOVE,
	toleranceIn,
	trendIn,
	valuesIn,
} from "./looks.ts";
import { isOver, type Target } from "./targets.ts";

const FIRST_QUARTER = 0.25;
const LAST_QUARTER = 0.75;

/** How the full wait ended for each target, by the last quarter of its readings: clean-ups may take all the time before. */
export function endingsOf(
	targets: readonly Target[],
	cheap: readonly Look[],
	exact: readonly Look[],
): readonly Settling[] {
	return targets.map((target) => {
		const looks = target.metric.settles === "cheap" ? cheap : exact;
		const last = looks.slice(Math.floor(looks.length * LAST_QUARTER));
		if (!last.some((look) => isOver(target, look.counters))) return "quiet";
		const trend = trendIn(target, last, MEANINGFUL_MOVE);
		if (trend === "falling" && isDrift(target, last)) return "falling";
		const rises =
			trend === "rising" && isDrift(target, last) && isRepeated(target, last);
		// Once what the load left behind has had time to go, what also falls is a buffer that fills and is flushed.
		const later = looks.slice(Math.floor(looks.length * FIRST_QUARTER));
		const isSwing = trendIn(target, later, MEANINGFUL_MOVE) === "swinging";
		if (rises && !isSwing) return "rising";
		const swing = rises ? later : trend === "swinging" ? last : [];
		const isBack = swing.some((look) => !isOver(target, look.counters));
		return isBack ? "swinging" : "flat";
	});
}

/** Whether the second half lies elsewhere than the first, by more than either scatters: a look that stands out is no drift. */
function isDrift(target: Target, looks: readonly Look[]): boolean {
	const values = valuesIn(target, looks);
	const middle = Math.floor(values.length / 2);
	const halves = [values.slice(0, middle), values.slice(middle)];
	const [before = 0, after = 0] = halves.map(mean);
	const scatter = halves.map(
		(half) => (Math.max(...half) - Math.min(...half)) / 2,
	);
	const least = toleranceIn(target, looks, MEANINGFUL_MOVE);
	return Math.abs(after - before) > Math.max(least, ...scatter);
}

/** Whether it was still on the move after its first half: one step up is no rise. */
function isRepeated(target: Target, looks: readonly Look[]): boolean {
	const half = looks.slice(Math.floor(looks.length / 2));
	return trendIn(target, half, MEANINGFUL_MOVE) === "rising";
}

function mean(values: readonly number[]): number {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The one ending that stands for all. */
export function gravestOf(endings: readonly Settling[]): Settling {
	return GRAVEST_FIRST.find((one) => endings.includes(one)) ?? "quiet";
}

const GRAVEST_FIRST = [
	"rising",
	"falling",
	"swinging",
	"flat",
	"proven",
] as const;
