import type { Profile } from "../../src/pprof/profile.ts";
import {
	type ProfileBuilder,
	profileBuilder,
} from "../../src/pprof/profile-builder.ts";

/**
 * Heap profiles like those of a large Go service, the same for the same seed:
 * stacks of `depth` walk a graph of 19,170 locations in 9,145 functions, where
 * one branch of six is taken half of the time and an eighth of the locations
 * have an inlined call; a sample has four values and a label `bytes`. `growth` makes it a later snapshot of the
 * same service: every third sample has allocated more, every hundredth is of
 * another stack, and all others are as they were.
 */
export function syntheticHeap(options: {
	readonly samples: number;
	readonly depth?: number;
	readonly seed?: number;
	readonly growth?: boolean;
}): Profile {
	const { samples, depth = 30, seed = 1, growth = false } = options;
	const builder = profileBuilder({
		sampleTypes: [
			{ type: "alloc_objects", unit: "count" },
			{ type: "alloc_space", unit: "bytes" },
			{ type: "inuse_objects", unit: "count" },
			{ type: "inuse_space", unit: "bytes" },
		],
		periodType: { type: "space", unit: "bytes" },
		period: 524_288n,
		timeNanos: growth ? 1_750_000_060_000_000_000n : 1_750_000_000_000_000_000n,
	});
	const locationOf = program(builder);
	const next = randomNumbers(seed);
	const stack: number[] = [];
	for (let sample = 0; sample < samples; sample++) {
		// As many numbers for each sample, so that the others stay the same.
		const isOther = growth && sample % 100 === 50;
		const turn = randomNumbers(isOther ? ~next() : next());
		let at = turn() % ROOTS;
		for (let level = depth - 1; level >= 0; level--) {
			stack[level] = locationOf(at);
			const number = turn();
			at = successor(at, number % 2 === 0 ? 0 : (number >>> 8) % FAN_OUT);
		}
		const size = SIZES[next() % SIZES.length] ?? 8;
		const held = 1 + (next() % 900);
		const freed = next() % 5000;
		const isMore = growth && sample % 3 === 0;
		const more = isMore ? 1 + (sample % 299) : 0;
		const inUse = held + more;
		const ever = inUse + freed;
		builder.sample(
			stack,
			[ever, ever * size, inUse, inUse * size],
			[{ key: "bytes", number: size, unit: "" }],
		);
	}
	return builder.build();
}

const LOCATIONS = 19_170;
const FUNCTIONS = 9_145;
const ROOTS = 40;
const FAN_OUT = 6;
/** Go's size classes, some of them. */
const SIZES = [8, 16, 48, 64, 128, 256, 1024, 4096, 13_568];

/** Where a call leads: fixed for a location, spread over all of them. */
function successor(location: number, branch: number): number {
	return (location * 7919 + branch * 104_729 + 13) % LOCATIONS;
}

/** The rows of the program's locations, each made when a stack first runs through it. */
function program(builder: ProfileBuilder): (location: number) => number {
	const mapping = builder.mapping({
		start: 0x40_0000,
		limit: 0x400_0000,
		file: "/srv/shop/bin/shop",
		has: 1,
	});
	const funcs = (at: number) => {
		const where = `github.com/acme/shop/internal/part${at % 211}`;
		const name = `${where}.(*Service${at % 37}).Handle${at}`;
		return builder.func({
			name,
			systemName: name,
			file: `/srv/shop/internal/part${at % 211}/service${at % 37}.go`,
			startLine: 10 + (at % 900),
		});
	};
	const rows = new Int32Array(LOCATIONS).fill(-1);
	return (at) => {
		const known = rows[at] ?? -1;
		if (known >= 0) return known;
		const line = (of: number) => ({
			func: funcs(of % FUNCTIONS),
			line: 12 + (of % 1100),
			column: 0,
		});
		rows[at] = builder.location({
			mapping,
			address: 0x40_1000 + at * 32,
			lines: at % 8 === 0 ? [line(at + 1), line(at)] : [line(at)],
			folded: false,
		});
		return rows[at] ?? 0;
	};
}

/** Numbers from 0 up to 2³² − 1 (mulberry32), the same for the same seed. */
function randomNumbers(seed: number): () => number {
	let state = Math.imul(seed, 0x9e37_79b9);
	return () => {
		state = (state + 0x6d2b_79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return (mixed ^ (mixed >>> 14)) >>> 0;
	};
}
