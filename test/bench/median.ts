/** The middle value, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
	const sorted = values.toSorted((one, other) => one - other);
	const middle = sorted.slice(
		Math.ceil(sorted.length / 2) - 1,
		Math.floor(sorted.length / 2) + 1,
	);
	return middle.reduce((sum, value) => sum + value, 0) / middle.length;
}
