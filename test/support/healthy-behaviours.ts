import fc from "fast-check";
import type { Moment } from "./simulated-service.ts";

/** What a value of a service does, on top of where it stands. */
export type Motion = (moment: Moment) => number;

/**
 * Things that healthy services do with up to `most` of a value: bytes of live
 * heap, or goroutines. Periods stay within the usual settle timeout: what moves
 * more slowly cannot be told from growth in that time.
 */
export function healthyMotions(
	most: number,
): Readonly<Record<string, fc.Arbitrary<Motion>>> {
	const size = fc
		.double({ min: 0, max: Math.log10(most), noNaN: true })
		.map((power) => 10 ** power);
	const period = fc.integer({ min: 300, max: 20_000 });
	const phase = fc.integer({ min: 0, max: 20_000 });
	const share = fc.double({ min: 0.05, max: 0.9, noNaN: true });
	return {
		"finds another value at each look": size.chain(noiseOf),
		"swings like a wave": fc.tuple(size, period, phase).map(
			([size, period, phase]) =>
				({ nowMs }: Moment) =>
					(size / 2) * Math.sin((2 * Math.PI * (nowMs + phase)) / period),
		),
		"fills a buffer and flushes it": fc.tuple(size, period, phase).map(
			([size, period, phase]) =>
				({ nowMs }: Moment) =>
					(size * ((nowMs + phase) % period)) / period,
		),
		"runs a job now and then": fc.tuple(size, period, phase, share).map(
			([size, period, phase, share]) =>
				({ nowMs }: Moment) =>
					(nowMs + phase) % period < share * period ? size : 0,
		),
		"warms up ever less": fc
			.tuple(size, fc.double({ min: 0, max: 0.35, noNaN: true }))
			.map(
				([size, ratio]) =>
					({ rounds }: Moment) =>
						size * (1 - ratio ** rounds),
			),
		"fills to its bound in two rounds": fc
			.tuple(size, fc.double({ min: 0.5, max: 3, noNaN: true }))
			.map(
				([size, share]) =>
					({ rounds }: Moment) =>
						size * Math.min(1, rounds * share),
			),
		"drains a queue after load": fc.tuple(size, period).map(
			([size, overMs]) =>
				({ rounds, idleMs }: Moment) =>
					rounds > 0 ? size * Math.max(0, 1 - idleMs / overMs) : 0,
		),
		"cleans up late": fc.tuple(size, fc.integer({ min: 100, max: 25_000 })).map(
			([size, afterMs]) =>
				({ rounds, idleMs }: Moment) =>
					rounds > 0 && idleMs < afterMs ? size : 0,
		),
	};
}

/** Another value between the same bounds at each look. */
export function noiseOf(size: number): fc.Arbitrary<Motion> {
	return seed.map(
		(seed) =>
			({ nowMs }) =>
				size * (chance(seed, nowMs) - 0.5),
	);
}

/** Still while idle, but each round leaves it at another level between the same bounds. */
export function levelsOf(size: number): fc.Arbitrary<Motion> {
	return seed.map(
		(seed) =>
			({ rounds }) =>
				size * (chance(seed, rounds) - 0.5),
	);
}

const seed = fc.integer({ min: 1, max: 2 ** 30 });

/** From 0 to 1; always the same for the same seed and place (the finalizer of MurmurHash3). */
function chance(seed: number, place: number): number {
	let bits = Math.imul(seed ^ Math.round(place), 0x9e3779b1);
	bits = Math.imul(bits ^ (bits >>> 15), 0x85ebca6b);
	bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
	return ((bits ^ (bits >>> 16)) >>> 0) / 2 ** 32;
}
