import { expect, test } from "@jest/globals";
import type { ReportOptions } from "../../src/pprof/modes/options.ts";
import { prepared } from "../../src/pprof/prepared.ts";
import type { Profile } from "../../src/pprof/profile.ts";
import {
	type ProfileHeader,
	profileBuilder,
} from "../../src/pprof/profile-builder.ts";
import { sampleIndex } from "../../src/pprof/sample-index.ts";

/** Stacks as `leaf caller+inlining-caller root`: what a `+` joins is one location. */
function profileOf(
	stacks: readonly string[],
	header: Partial<ProfileHeader> = {},
): Profile {
	const builder = profileBuilder({
		sampleTypes: [{ type: "n", unit: "count" }],
		...header,
	});
	const mapping = builder.mapping({ limit: 1, file: "/bin/shop" });
	for (const [at, stack] of stacks.entries()) {
		const locations = stack.split(" ").map((names) =>
			builder.location({
				mapping,
				address: 1,
				lines: names.split("+").map((name) => ({
					func: builder.func({
						name,
						systemName: name,
						file: `${name}.go`,
						startLine: 1,
					}),
					line: 1,
					column: 0,
				})),
				folded: false,
			}),
		);
		const size = { key: "bytes", number: 512 * at, unit: "" };
		const route = { key: "route", text: `/item/${at}` };
		builder.sample(locations, [1], [size, route]);
	}
	return builder.build();
}

/** The stacks that are left, as profileOf takes them. */
function stacksOf({
	samples,
	locations,
	functions,
	strings,
}: Profile): string[] {
	return Array.from({ length: samples.count }, (_, sample) =>
		[
			...samples.locations.slice(
				samples.locationStart[sample],
				samples.locationStart[sample + 1],
			),
		]
			.map((location) =>
				[
					...locations.lines.function.slice(
						locations.lineStart[location],
						locations.lineStart[location + 1],
					),
				]
					.map((func) => strings.at(functions.name[func] ?? 0))
					.join("+"),
			)
			.join(" "),
	);
}

const left = (
	stacks: readonly string[],
	options: ReportOptions,
	header: Partial<ProfileHeader> = {},
) =>
	stacksOf(
		prepared(
			{ sources: [profileOf(stacks, header)], base: [], diffBase: false },
			options,
		).profile,
	);

const STACKS = ["a b+c main", "a d main", "e main"];

test.each<[ReportOptions, readonly string[]]>([
	[{}, STACKS],
	[{ focus: "^b$" }, ["a b+c main"]],
	[{ focus: "d\\.go" }, ["a d main"]], // the file's name counts
	[{ focus: "bin/sh" }, STACKS], // and the mapping's
	[{ ignore: "^a$" }, ["e main"]],
	[{ focus: "^a$", ignore: "d" }, ["a b+c main"]],
	[{ hide: "^(b|d|e|main)$" }, ["a c", "a"]], // what has no frame left is gone
	[{ hide: "^b$", show: "^[bc]$" }, ["c"]],
	[{ show: "^(a|c)$" }, ["a c", "a"]],
	[{ showFrom: "^[bd]$" }, ["a b", "a d"]],
	[{ pruneFrom: "^[cd]$" }, ["c main", "d main", "e main"]],
	[{ tagFocus: "item/[01]" }, ["a b+c main", "a d main"]],
	[{ tagFocus: "route:,1" }, ["a d main"]], // all of them, on key:value
	[{ tagFocus: "route=1,2$" }, ["a d main", "e main"]], // any of them
	[{ tagIgnore: "route=item" }, []],
	[{ tagFocus: "512b" }, ["a d main"]],
	[{ tagFocus: "1kb:" }, ["e main"]],
	[{ tagFocus: ":0.5kb" }, []], // not a range: an expression
	[{ tagFocus: "bytes=1b:1kb" }, ["a d main", "e main"]],
	[{ tagFocus: "512" }, []], // a number without a unit is of no unit
	[{ tagFocus: "bytes=1ms:" }, []],
])("%j leaves %j", (options, expected) => {
	expect(left(STACKS, options)).toEqual(expected);
});

test.each([
	["b", "", ["c main", "a d main", "e main"]],
	["a|d", "", ["b+c main", "main", "e main"]],
	["a|b", "b", ["b+c main", "d main", "e main"]],
	["main|d", "", ["a b+c main", "a d main", "e main"]], // nothing before a frame that stays
	["(", "", STACKS], // pprof shrugs, too
])(
	"a profile that drops %s and keeps %s",
	(dropFrames, keepFrames, expected) => {
		expect(left(STACKS, {}, { dropFrames, keepFrames })).toEqual(expected);
	},
);

test("tags can be shown and hidden", () => {
	const keys = (options: ReportOptions) => {
		const { samples, strings } = prepared(
			{ sources: [profileOf(STACKS)], base: [], diffBase: false },
			options,
		).profile;
		return [...new Set(samples.labels.key)]
			.map((row) => strings.at(row))
			.sort();
	};
	expect(keys({})).toEqual(["bytes", "route"]);
	expect(keys({ tagShow: "rou" })).toEqual(["route"]);
	expect(keys({ tagHide: "rou" })).toEqual(["bytes"]);
});

test("the total is of all samples, or of those left where it is asked for", () => {
	const total = (options: ReportOptions) =>
		prepared(
			{ sources: [profileOf(STACKS)], base: [], diffBase: false },
			options,
		).total;
	expect(total({ focus: "^e$" })).toBe(3);
	expect(total({ focus: "^e$", relativePercentages: true })).toBe(1);
});

test.each([
	["", "", 1],
	["objects", "", 0],
	["nothing", "", 1],
	["objects", "space", 1],
	["", "inuse_space", 1],
	["", "0", 0],
	["", "+1", 1],
])("values: default %j, asked for %j", (defaultSampleType, wanted, index) => {
	const profile = profileBuilder({
		sampleTypes: [
			{ type: "objects", unit: "count" },
			{ type: "space", unit: "bytes" },
		],
		defaultSampleType,
	}).build();
	expect(sampleIndex(profile, wanted)).toBe(index);
	expect(() => sampleIndex(profile, "2")).toThrow('no values "2"');
	expect(() => sampleIndex(profile, "delay")).toThrow('no values "delay"');
});
