import type { Band } from "./bands.ts";

/** Where moments lie across the timeline. Long idle waits are cut in their middle, so that rounds stay readable. */
export interface TimeScale {
	readonly fromMs: number;
	readonly toMs: number;
	/** 0 to 1, from left to right. */
	readonly place: (atMs: number) => number;
	/** The stretches that are squeezed together. */
	readonly breaks: readonly Stretch[];
	/** The stretches in between, each at the same milliseconds a pixel. */
	readonly shown: readonly Stretch[];
}

export interface Stretch {
	readonly fromMs: number;
	readonly toMs: number;
}

/** All waiting together gets at most so many times the room of all load. */
const WAITS_TO_LOAD = 4;
/** Readings come at 4 Hz or slower: a shorter wait has nothing to show. */
const LEAST_WAIT_MS = 1_000;
/** A cut that saves less than this would disturb more than it helps. */
const WORTH_CUTTING = 1.6;
/** Of a wait that is cut, so much of what is shown lies before the cut: what comes down does so at once. */
const BEFORE_CUT = 0.7;
/** The room of a cut, as a part of all that is shown. */
const CUT_ROOM = 0.018;

/** Bands lie one behind the other in the order of time; at least one. */
export function timeScale(bands: readonly Band[]): TimeScale {
	const breaks = cutsOf(bands);
	const fromMs = bands[0]?.fromMs ?? 0;
	const toMs = bands.at(-1)?.toMs ?? 0;
	const edges = [
		fromMs,
		...breaks.flatMap((one) => [one.fromMs, one.toMs]),
		toMs,
	];
	const stretches = edges.slice(1).map((edge, index) => ({
		fromMs: edges[index] ?? edge,
		toMs: edge,
		isCut: index % 2 === 1,
	}));
	const shown = stretches.filter(({ isCut }) => !isCut);
	const shownMs = shown.reduce((sum, one) => sum + length(one), 0);
	const room = shownMs * (1 + breaks.length * CUT_ROOM);
	const widths = stretches.map((one) =>
		one.isCut ? (shownMs * CUT_ROOM) / room : length(one) / room,
	);
	const place = (atMs: number): number => {
		let left = 0;
		for (const [index, one] of stretches.entries()) {
			const width = widths[index] ?? 0;
			if (atMs <= one.toMs)
				return (
					left + (width * Math.max(0, atMs - one.fromMs)) / (length(one) || 1)
				);
			left += width;
		}
		return 1;
	};
	return { fromMs, toMs, place, breaks, shown };
}

function cutsOf(bands: readonly Band[]): readonly Stretch[] {
	const loadMs = bands
		.filter(({ phase }) => phase === "load")
		.reduce((sum, band) => sum + length(band), 0);
	if (loadMs === 0) return [];
	const waits = bands.filter(({ phase }) => phase !== "load");
	const most = Math.max(
		LEAST_WAIT_MS,
		evenShare(waits.map(length), loadMs * WAITS_TO_LOAD),
	);
	return waits
		.filter((wait) => length(wait) > most * WORTH_CUTTING)
		.map(({ fromMs, toMs }) => ({
			fromMs: fromMs + most * BEFORE_CUT,
			toMs: toMs - most * (1 - BEFORE_CUT),
		}));
}

/** The most that each may have when all together may have `room`, and the shorter ones leave what they do not need. */
function evenShare(lengths: readonly number[], room: number): number {
	let left = room;
	const sorted = lengths.toSorted((a, b) => a - b);
	for (const [index, one] of sorted.entries()) {
		const share = left / (sorted.length - index);
		if (one > share) return share;
		left -= one;
	}
	return Number.POSITIVE_INFINITY;
}

function length({ fromMs, toMs }: Stretch): number {
	return toMs - fromMs;
}
