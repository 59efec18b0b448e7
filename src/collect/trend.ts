export type Trend = "still" | "rising" | "falling" | "swinging";

/**
 * Where a series of readings is heading. Moves within `tolerance` of each other are no moves.
 * A series that only rises is `rising`, one that only falls `falling`; both ways is `swinging`.
 */
export function trendOf(values: readonly number[], tolerance: number): Trend {
	const steps = turningPoints(values, tolerance);
	const rises = steps.some((step) => step > 0);
	const falls = steps.some((step) => step < 0);
	if (rises && falls) return "swinging";
	if (rises) return "rising";
	return falls ? "falling" : "still";
}

/** The differences between successive readings, each measured from the last reading that moved by more than the tolerance. */
function turningPoints(values: readonly number[], tolerance: number): number[] {
	const steps: number[] = [];
	let anchor = values[0];
	for (const value of values) {
		if (anchor === undefined || Math.abs(value - anchor) <= tolerance) continue;
		steps.push(value - anchor);
		anchor = value;
	}
	return steps;
}
