import type { Int } from "../../src/pprof/int-column.ts";
import type { Label } from "../../src/pprof/label-sets.ts";
import type { ValueType } from "../../src/pprof/profile.ts";
import { profileBuilder } from "../../src/pprof/profile-builder.ts";
import { writeProfile } from "../../src/pprof/write.ts";

/** Whole numbers from 0 up to below `limit`. */
export type Random = (limit: number) => number;

/** The same numbers for the same seed. */
export function seeded(seed: number): Random {
	let state = seed >>> 0;
	return (limit) => {
		state = (Math.imul(state, 1103515245) + 12345) >>> 0;
		return Math.floor(state / 65536) % limit;
	};
}

export function pick<T>(random: Random, from: readonly [T, ...T[]]): T {
	return from[random(from.length)] ?? from[0];
}

/** Some of the units that pprof knows, and one that it does not. */
export function randomTypes(random: Random): readonly ValueType[] {
	const types = Array.from({ length: 1 + random(3) }, () =>
		pick(random, TYPES),
	);
	return [...new Set(types)];
}

/** A small profile.proto with what reports stumble over: odd names, files, units, inlined calls, negative and huge values. */
export function randomProfile(
	random: Random,
	sampleTypes: readonly ValueType[],
): Uint8Array {
	const any = <T>(...from: [T, ...T[]]) => pick(random, from);
	const times = <T>(count: number, make: () => T) =>
		Array.from({ length: count }, make);
	const isWide = random(8) === 0;
	const hasDrops = random(4) === 0;
	const builder = profileBuilder({
		sampleTypes,
		periodType: { type: "space", unit: "bytes" },
		period: BigInt(random(3)),
		timeNanos: BigInt(random(3)) * 1_234_567_891_234_567n,
		durationNanos: any(
			0n,
			999n,
			1_500_000n,
			90_500_000_000n,
			7_200_000_000_000n,
		),
		comments: any<string[]>([], ["hi"], ["#c", "d"]),
		defaultSampleType: any("", sampleTypes[0]?.type ?? "", "none"),
		dropFrames: hasDrops
			? any("main.a", "runtime\\..*|f", "(", "main\\.g.*")
			: "",
		keepFrames: hasDrops ? any("", "f", "main.b") : "",
		docUrl: any("", "http://doc"),
	});
	const mappings = [
		-1,
		...times(random(3), () =>
			builder.mapping({
				start: 4096 * random(4),
				limit: 4096 * (9 + random(9)),
				offset: 4096 * random(2),
				file: any("/bin/app", "", "/lib/x.so", "http://x/y", "[vdso]"),
				buildId: any("", "ab12"),
				has: random(16) | 1,
			}),
		),
	];
	const funcs = times(1 + random(10), () => {
		const name = pick(random, NAMES);
		return builder.func({
			name,
			systemName: random(6) === 0 ? pick(random, NAMES) : name,
			file: pick(random, FILES),
			startLine: 7 * random(3),
		});
	});
	const locations = times(1 + random(14), () =>
		builder.location({
			mapping: mappings[random(mappings.length)] ?? -1,
			address: isWide && random(3) === 0 ? 2n ** 63n + 7n : random(1 << 20),
			folded: random(9) === 0,
			lines: times(any(1, 1, 1, 0, 2, 3), () => ({
				func: funcs[random(funcs.length)] ?? 0,
				line: random(40),
				column: random(8) === 0 ? random(5) : 0,
			})),
		}),
	);
	const value = (): Int => {
		if (random(12) === 0 && isWide) return BigInt(random(2 ** 15)) ** 4n;
		return any(
			0,
			5,
			-5,
			random(10),
			-random(1000),
			random(5000),
			random(2 ** 15) * 1e9,
		);
	};
	const label = (): Label =>
		random(2) === 0
			? {
					key: any("route", "k", "tenant", "pprof::base"),
					text: any("a", "true", "b c", "x=y,z"),
				}
			: {
					key: any("bytes", "request", "num"),
					number: random(5000),
					unit: any("", "bytes", "kb"),
				};
	for (let left = random(14); left > 0; left--)
		builder.sample(
			times(random(8), () => locations[random(locations.length)] ?? 0),
			sampleTypes.map(value),
			times(random(4), label),
		);
	return writeProfile(builder.build());
}

const TYPES: readonly [ValueType, ...ValueType[]] = [
	{ type: "space", unit: "bytes" },
	{ type: "inuse_space", unit: "bytes" },
	{ type: "contentions", unit: "count" },
	{ type: "delay", unit: "nanoseconds" },
	{ type: "cpu", unit: "seconds" },
	{ type: "gcu", unit: "nanogcu" },
	{ type: "things", unit: "widgets" },
];

const NAMES: readonly [string, ...string[]] = [
	"main.a",
	"main.b",
	"main.(*T).m",
	"main.g[go.shape.int]",
	"main.(*G[int]).m",
	"main.f[go.shape.func(int) int]",
	"std::v<int>::f(int)",
	"x::y(z",
	"ok]).m(a)<b>",
	"a.<init>",
	"op<",
	"_x",
	"runtime.x",
	"f",
	"",
	"z é",
	"é::λ",
	"🙂",
	"～",
];

const FILES: readonly [string, ...string[]] = [
	"/a/b.go",
	"/a/../b.go",
	"c//d.go",
	"./e.go",
	"main.go",
	"/proc/self/cwd/x.go",
	"/proc/self/cwd/./y.go",
	"",
];
