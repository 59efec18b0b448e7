/**
 * How far a series of idle readings swings: the lesser of its largest rise and
 * its largest fall. What only rises, or only falls, is under way and does not
 * swing: a heap that leaks before load must not widen its own allowance.
 */
export function swingOf(values: readonly number[]): number {
	let lowest = Number.POSITIVE_INFINITY;
	let highest = Number.NEGATIVE_INFINITY;
	let rise = 0;
	let fall = 0;
	for (const value of values) {
		lowest = Math.min(lowest, value);
		highest = Math.max(highest, value);
		rise = Math.max(rise, value - lowest);
		fall = Math.max(fall, highest - value);
	}
	return Math.min(rise, fall);
}
