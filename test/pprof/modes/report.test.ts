import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "@jest/globals";
import { Stop } from "../../../src/model/problem.ts";
import { report } from "../../../src/pprof/modes/report.ts";
import { profileBuilder } from "../../../src/pprof/profile-builder.ts";
import { readProfile } from "../../../src/pprof/read.ts";
import { pprofCommand } from "../../support/pprof-flags.ts";

const goldens = fileURLToPath(new URL("../goldens/", import.meta.url));
const kinds = fileURLToPath(
	new URL("../../../fixtures/profiles/kinds", import.meta.url),
);
const read = (file: string) => readProfile(readFileSync(`${kinds}/${file}`));

test.each(
	readdirSync(goldens)
		.filter((file) => file.endsWith(".txt"))
		.map((file) => [file]),
)("prints what `go tool pprof` prints: %s", (file) => {
	const golden = readFileSync(goldens + file, "utf8");
	const end = golden.indexOf("\n");
	const words = golden.slice("go tool pprof ".length, end).split(" ");
	const { mode, options, sources, base, diffBase } = pprofCommand(words);
	const text = report(
		mode,
		{ sources: sources.map(read), base: base.map(read), diffBase },
		{ ...options, sources: { folder: kinds, read: textOf } },
	);
	// Remade by: node test/pprof/goldens/remake.ts
	expect(text).toBe(golden.slice(end + 1).replaceAll("FOLDER", kinds));
});

function textOf(path: string): string | undefined {
	return path.startsWith(kinds) && existsSync(path)
		? readFileSync(path, "utf8")
		: undefined;
}

const COUNT = [{ type: "goroutine", unit: "count" }];

/** A profile of samples of functions, leaf first, with one value each. */
function profileOf(
	samples: readonly (readonly [stack: string, value: number | bigint])[],
) {
	const builder = profileBuilder({ sampleTypes: COUNT });
	for (const [stack, value] of samples) {
		const locations = stack.split(" ").map((name) => {
			const func = builder.func({
				name,
				systemName: name,
				file: "a.go",
				startLine: 1,
			});
			return builder.location({
				mapping: -1,
				address: 0,
				lines: [{ func, line: 1, column: 0 }],
				folded: false,
			});
		});
		builder.sample(locations, [value], []);
	}
	return builder.build();
}

const top = (
	samples: Parameters<typeof profileOf>[0],
	base: Parameters<typeof profileOf>[0] = [],
) =>
	report(
		"top",
		{
			sources: [profileOf(samples)],
			base: base.length === 0 ? [] : [profileOf(base)],
			diffBase: false,
		},
		{},
	).split("\n");

test("values beyond 2^53 are added up exactly", () => {
	const most = 2n ** 60n;
	const lines = top([
		["a root", most],
		["b root", 1n],
		["a other root", 5n],
	]);
	expect(lines[0]).toContain(`of ${most} total`); // %.2f of the nearest double
	const nothing = top(
		[["a root", most + 1n]],
		[
			["a root", most],
			["b root", 1n],
		],
	);
	// a's last one is not lost, and so root's sum is 0 in truth.
	expect(nothing[0]).toBe("Showing nodes accounting for 0, 0% of 2 total");
	expect(nothing.slice(2)).toEqual([
		"         1 50.00% 50.00%          1 50.00%  a",
		"        -1 50.00%     0%         -1 50.00%  b",
		"",
	]);
});

test("a function counts once for a stack it is in twice", () => {
	expect(top([["f g f g f", 3]]).slice(2)).toEqual([
		"         3   100%   100%          3   100%  f",
		"         0     0%   100%          3   100%  g",
		"",
	]);
});

test("names cannot forge lines", () => {
	const lines = top([["evil\n::error::x\u001b[2J\u202e", 1]]);
	expect(lines).toHaveLength(4);
	expect(lines[2]).toContain("evil\\x0a::error::x\\x1b[2J\\u202e");
});

test("nor can the unit of the values", () => {
	const forged = { ...profileOf([["a", 1]]) };
	const profile = {
		...forged,
		sampleTypes: forged.sampleTypes.map((one) => ({
			...one,
			unit: "\u001b[1m\n::error::x",
		})),
	};
	const set = { sources: [profile], base: [], diffBase: false };
	for (const mode of ["top", "tree"] as const) {
		expect(report(mode, set, {})).not.toContain("\u001b");
		expect(report(mode, set, {})).not.toMatch(/^::/m);
	}
});

test("no match is a problem with a code", () => {
	const run = (mode: "peek" | "list") =>
		report(
			mode,
			{ sources: [profileOf([["a", 1]])], base: [], diffBase: false },
			{ functions: "b" },
		);
	for (const mode of ["peek", "list"] as const) {
		expect(() => run(mode)).toThrow(Stop);
		expect(() => run(mode)).toThrow('No function of the profile matches "b".');
	}
});
