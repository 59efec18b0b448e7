import type { Counters, Reading, Settled } from "../model/evidence.ts";

/** What a timeline is drawn from. */
export interface Timeline {
	readonly readings: readonly Reading[];
	readonly settled: readonly Settled[];
}

/** Cells for the load of a round, and for the wait after it. */
const CELLS = 2;

/**
 * The course of one value as blocks of eight heights: one for the state before
 * load, then of each round two for the load (the most in each half) and two
 * for the wait after it (half way, and once settled). Empty where nothing was read.
 */
export function sparkline(
	{ readings, settled }: Timeline,
	read: (counters: Counters) => number,
): string {
	const cells = settled.flatMap((state) => {
		const end = read(state.counters);
		if (state.round === 0) return [end];
		const of = (phase: Reading["phase"]) =>
			readings
				.filter((one) => one.round === state.round && one.phase === phase)
				.map(({ counters }) => read(counters));
		const [wait = end] = inParts(of("settle"));
		return [...inParts(of("load")), wait, end];
	});
	const least = Math.min(...cells);
	const span = Math.max(...cells) - least;
	return cells
		.map((cell) => (span === 0 ? 0 : Math.round((7 * (cell - least)) / span)))
		.map((height) => BLOCKS[height])
		.join("");
}

const BLOCKS = "▁▂▃▄▅▆▇█";

/** The most in each part; a part that holds no value has that of the part before. */
function inParts(values: readonly number[]): readonly number[] {
	if (values.length === 0) return [];
	return Array.from({ length: CELLS }, (_, part) => {
		const [from, to] = [part, part + 1].map((edge) =>
			Math.floor((edge * values.length) / CELLS),
		);
		const own = values.slice(from, Math.max(to ?? 0, (from ?? 0) + 1));
		return Math.max(...(own.length > 0 ? own : values.slice(-1)));
	});
}
