/** The lowest and the highest of values, of which there may be more than a call takes arguments. */
export function extent(values: readonly number[]): {
	readonly lowest: number;
	readonly highest: number;
} {
	let lowest = Number.POSITIVE_INFINITY;
	let highest = Number.NEGATIVE_INFINITY;
	for (const value of values) {
		if (value < lowest) lowest = value;
		if (value > highest) highest = value;
	}
	return { lowest, highest };
}
