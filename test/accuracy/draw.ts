/** The items in an order that the seed alone decides, so that a run can be made again. */
export function shuffled<T>(items: readonly T[], seed: string): readonly T[] {
	const random = numbersFrom(seed);
	return items
		.map((item) => ({ item, key: random() }))
		.toSorted((one, other) => one.key - other.key)
		.map(({ item }) => item);
}

/** mulberry32, seeded by FNV-1a of the text: numbers of [0, 1). */
function numbersFrom(seed: string): () => number {
	let state = 0x811c9dc5;
	for (const letter of seed)
		state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 0x01000193);
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}
