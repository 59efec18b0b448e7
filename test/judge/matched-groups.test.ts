import { describe, expect, test } from "@jest/globals";
import { judge } from "../../src/judge/judge.ts";
import type { Frame, Stack } from "../../src/model/profile.ts";
import type { Verdict } from "../../src/model/verdict.ts";
import { frameKey } from "../../src/pprof/identity.ts";
import {
	BUDGETS,
	countersWith,
	evidenceOf,
	frame,
	planWith,
	stack,
} from "../support/evidence.ts";

/** What grows in every round: the user's functions on its way, leaf first, how much, and under which route. */
interface Leak {
	readonly way: readonly string[];
	readonly aRound: number;
	readonly route?: string;
}

const at = (aRound: number, ...way: readonly string[]): Leak => ({
	way,
	aRound,
});

/** Both runs leak goroutines so. */
function compared(head: readonly Leak[], base: readonly Leak[]): Verdict {
	const run = (leaks: readonly Leak[]) => {
		const stacks = (round: number) =>
			leaks.map(({ way, aRound, route }) =>
				stack([frame("runtime.gopark"), ...way.map(own)], aRound * round, {
					labels: route === undefined ? {} : { "http.route": route },
				}),
			);
		const count = (round: number) =>
			stacks(round).reduce((sum, one) => sum + one.count, 10);
		return {
			evidence: evidenceOf([0, 1, 2, 3].map(count)),
			stacksAt: (profile: string, round: number) =>
				profile === "goroutine" ? stacks(round) : undefined,
		};
	};
	const { evidence, stacksAt } = run(head);
	return judge(evidence, stacksAt, { ref: "main", ...run(base) });
}

/** A name with a dot is the shop's; a standard one begins with its package. */
function own(name: string): Frame {
	const isStandard = name.startsWith("sync.");
	return {
		...frame(name, 1, isStandard ? "standard" : "first-party"),
		key: frameKey(name),
	};
}

const told = ({ culprits, gone }: Verdict) => ({
	culprits: Object.fromEntries(
		culprits.map(({ function: name, since }) => [name, since]),
	),
	gone: gone?.map(({ function: name }) => name),
});

describe("of a function more on its way a leak is the same", () => {
	test.each<[string, readonly string[], readonly string[]]>([
		["where it waits", ["shop.send", "shop.Get.func1"], ["shop.Get.func1"]],
		["in its midst", ["shop.b", "shop.x", "shop.a"], ["shop.b", "shop.a"]],
		["where it starts", ["shop.run", "shop.Get.func1"], ["shop.run"]],
		[
			"and of a closure more",
			["shop.send", "shop.Get.func1.1", "shop.Get.func1"],
			["shop.Get.func1"],
		],
	])("%s", (_, long, short) => {
		const already = (way: readonly string[]) => ({
			culprits: { [way[0] ?? ""]: "already" },
			gone: [],
		});
		expect(told(compared([at(9, ...long)], [at(9, ...short)]))).toEqual(
			already(long),
		);
		expect(told(compared([at(9, ...short)], [at(9, ...long)]))).toEqual(
			already(short),
		);
	});

	test("also where a part of it stays", () => {
		const whole = [at(9, "shop.Get")];
		const parts = [at(2, "shop.Get"), at(7, "shop.put", "shop.Get")];
		expect(told(compared(parts, whole))).toEqual({
			culprits: { "shop.Get": "already", "shop.put": "already" },
			gone: [],
		});
		expect(told(compared(whole, parts))).toEqual({
			culprits: { "shop.Get": "already" },
			gone: [],
		});
	});
});

describe("of a function more on its way a leak is new", () => {
	test.each<
		[string, readonly Leak[], readonly Leak[], object, readonly string[]]
	>([
		[
			"beside the one that leaks as before",
			[at(100, "shop.Get"), at(8, "shop.send", "shop.Get")],
			[at(100, "shop.Get")],
			{ "shop.Get": "already", "shop.send": "new" },
			[],
		],
		[
			"where it is more than what is gone",
			[at(20, "shop.send", "shop.Get")],
			[at(9, "shop.Get")],
			{ "shop.send": "new" },
			["shop.Get"],
		],
		[
			"where the function is another",
			[at(9, "shop.send", "shop.Put")],
			[at(9, "shop.send", "shop.Get")],
			{ "shop.send": "new" },
			["shop.send"],
		],
		[
			"where it is two functions",
			[at(9, "shop.a", "shop.b", "shop.Get")],
			[at(9, "shop.Get")],
			{ "shop.a": "new" },
			["shop.Get"],
		],
		[
			"where it is two, further out",
			[at(9, "shop.run", "shop.a", "shop.b")],
			[at(9, "shop.run")],
			{ "shop.run": "new" },
			["shop.run"],
		],
		[
			"where the others are not the same",
			[at(9, "shop.send", "shop.Put")],
			[at(9, "shop.Get")],
			{ "shop.send": "new" },
			["shop.Get"],
		],
		[
			"where what is gone was counted for another",
			[at(9, "shop.a", "shop.Get"), at(9, "shop.b", "shop.Get")],
			[at(9, "shop.Get")],
			{ "shop.a": "already", "shop.b": "new" },
			[],
		],
		[
			"where what is gone has none of the user's functions",
			[at(9, "shop.Get")],
			[at(9, "sync.(*WaitGroup).Wait")],
			{ "shop.Get": "new" },
			["sync.(*WaitGroup).Wait"],
		],
	])("%s", (_, head, base, culprits, gone) => {
		expect(told(compared(head, base))).toEqual({ culprits, gone });
	});
});

describe("without a function of the user's on its way", () => {
	const waiting = (route?: string): Leak => ({
		way: ["sync.(*WaitGroup).Wait"],
		aRound: 9,
		...(route !== undefined && { route }),
	});
	const WAIT = "sync.(*WaitGroup).Wait";

	test.each<[string, readonly Leak[], readonly Leak[]]>([
		["of the same route", [waiting("GET /a")], [waiting("GET /a")]],
		[
			"of routes that are partly the same",
			[waiting("GET /a"), waiting("GET /b")],
			[waiting("GET /b"), waiting("GET /c")],
		],
		["that only one run tells the route of", [waiting("GET /a")], [waiting()]],
	])("a leak %s is the same", (_, head, base) => {
		expect(told(compared(head, base))).toEqual({
			culprits: { [WAIT]: "already" },
			gone: [],
		});
	});

	test("a leak of another route is new, and the one that was is gone", () => {
		const there = compared([waiting("GET /b")], [waiting("GET /a")]);
		expect(told(there)).toEqual({ culprits: { [WAIT]: "new" }, gone: [WAIT] });
	});

	test("with one, the route says nothing", () => {
		const get = (route: string): Leak => ({ ...at(9, "shop.Get"), route });
		const verdict = compared([get("GET /v2")], [get("GET /v1")]);
		expect(told(verdict)).toEqual({
			culprits: { "shop.Get": "already" },
			gone: [],
		});
	});
});

test("what went over to another scenario is new there, and gone where it was", () => {
	const run = (reads: readonly string[], writes: readonly string[]) => {
		const load = ["reads", "writes"].map(
			(name) => ({ kind: "command", name, run: name, allowErrors: 0 }) as const,
		);
		const counted = (round: number, way: readonly string[]) =>
			stack([frame("runtime.gopark"), ...way.map(own)], 9 * round);
		const plain = evidenceOf([0, 1, 2, 3, 4, 5, 6].map((n) => 10 + 9 * n));
		return {
			evidence: {
				...plain,
				plan: planWith({ load }),
				settled: plain.settled.map((one) => ({ ...one, patient: true })),
				loads: plain.loads.map(({ round, load: driven }) => ({
					round,
					load: { ...driven, scenario: round > 3 ? "writes" : "reads" },
				})),
			},
			stacksAt: (profile: string, round: number) =>
				profile === "goroutine"
					? [
							counted(Math.min(round, 3), reads),
							counted(Math.max(round - 3, 0), writes),
						]
					: undefined,
		};
	};
	const { evidence, stacksAt } = run(["shop.Put"], ["shop.send", "shop.Get"]);
	const base = run(["shop.Get"], ["shop.Put", "main.main"]);
	const verdict = judge(evidence, stacksAt, { ref: "main", ...base });
	expect(
		verdict.culprits.map(({ scenario, function: name, since }) => [
			scenario,
			name,
			since,
		]),
	).toEqual([
		["reads", "shop.Put", "new"],
		["writes", "shop.send", "new"],
	]);
	expect(verdict.gone).toHaveLength(2);
});

test("an allocation in a function that was extracted is the same", () => {
	const MIB = 1024 ** 2;
	const run = (...ways: readonly (readonly [number, ...string[]])[]) => {
		const total = ways.reduce((sum, [mib]) => sum + mib * MIB, 0);
		const { settled, ...evidence } = evidenceOf([10, 10, 10, 10]);
		return {
			evidence: {
				...evidence,
				plan: planWith({
					budgets: [{ ...BUDGETS[0], metric: "inuse_space" }] as typeof BUDGETS,
				}),
				settled: settled.map((state, round) => ({
					...state,
					counters: countersWith({ heapAlloc: 10 * MIB + total * round }),
				})),
			},
			stacksAt: (
				profile: string,
				round: number,
			): readonly Stack[] | undefined =>
				profile === "heap"
					? ways.map(([mib, ...way]) =>
							stack(way.map(own), round, { bytes: mib * MIB * round }),
						)
					: undefined,
		};
	};
	const before = run([4, "shop.Put", "shop.serve"]);
	const now = run([4, "shop.grow", "shop.Put", "shop.serve"]);
	const verdict = judge(now.evidence, now.stacksAt, { ref: "main", ...before });
	expect(told(verdict)).toEqual({
		culprits: { "shop.grow": "already" },
		gone: [],
	});
	const partly = run(
		[0.5, "shop.Put", "shop.serve"],
		[3.5, "shop.grow", "shop.Put", "shop.serve"],
	);
	expect(
		told(judge(partly.evidence, partly.stacksAt, { ref: "main", ...before })),
	).toEqual({
		culprits: { "shop.grow": "already", "shop.Put": "already" },
		gone: [],
	});
});
