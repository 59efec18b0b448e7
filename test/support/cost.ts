/**
 * How many times as long the work takes for `text` as for as many letters: the
 * least of five runs each, so that a machine under load says the same.
 */
export function costAgainstLetters(
	text: string,
	work: (text: string) => unknown,
): number {
	const letters = "x".repeat(text.length);
	return leastMs(() => work(text)) / leastMs(() => work(letters));
}

function leastMs(work: () => unknown): number {
	const runs = Array.from({ length: 5 }, () => {
		const began = performance.now();
		work();
		return performance.now() - began;
	});
	return Math.min(...runs);
}
