import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type BaseRun, judge } from "../../src/judge/judge.ts";
import { nextRound } from "../../src/judge/next-round.ts";
import type { StacksAt } from "../../src/judge/stacks-at.ts";
import type { Environment, Evidence } from "../../src/model/evidence.ts";
import type { Plan } from "../../src/model/plan.ts";
import type { Frame, Stack } from "../../src/model/profile.ts";
import { frameKey } from "../../src/pprof/identity.ts";
import {
	BUDGETS,
	countersWith,
	evidenceOf,
	frame,
	planWith,
	stack,
} from "../support/evidence.ts";

/** A frame of the shop's own, with the key that a reader of profiles gives it. */
function own(name: string, line = 1): Frame {
	return { ...frame(name, line, "first-party"), key: frameKey(name) };
}

const PARKED = [frame("runtime.gopark"), frame("runtime.chansend")];

interface Leak {
	/** Leaf first, the runtime's left out. */
	readonly frames: readonly Frame[];
	readonly aRound: number;
}

const at = (aRound: number, ...frames: readonly Frame[]): Leak => ({
	frames,
	aRound,
});

/** A run of three rounds, or of one where nothing leaks. */
function runOf(
	leaks: readonly Leak[],
	changes: {
		readonly plan?: Partial<Plan>;
		readonly environment?: Partial<Environment>;
		readonly requests?: number;
	} = {},
) {
	const rounds = leaks.length === 0 ? 1 : 3;
	const aRound = leaks.reduce((sum, leak) => sum + leak.aRound, 0);
	const counts = Array.from({ length: rounds + 1 }, (_, n) => 10 + n * aRound);
	const plain = evidenceOf(counts);
	const { requests = 200 } = changes;
	const evidence: Evidence = {
		...plain,
		plan: planWith(changes.plan),
		environment: { ...ENVIRONMENT, ...changes.environment },
		loads: plain.loads.map(({ round, load }) => ({
			round,
			load: { ...load, requests },
		})),
	};
	const stacksAt: StacksAt = (profile, round) =>
		profile === "goroutine"
			? leaks.map(({ frames, aRound }) =>
					stack([...PARKED, ...frames], aRound * round),
				)
			: undefined;
	return { evidence, stacksAt };
}

const ENVIRONMENT: Environment = {
	tool: "test",
	os: "linux/amd64",
	go: "go1.26.8",
	source: "agent",
	modules: { firstParty: ["shop"], libraries: [] },
	leakProfile: false,
};

type Run = ReturnType<typeof runOf>;

const baseOf = (run: Run): BaseRun => ({ ref: "0f1e2d3c4b5a", ...run });

const against = (head: Run, base: Run) =>
	judge(head.evidence, head.stacksAt, baseOf(base));

const sinceOf = (head: Run, base: Run) =>
	against(head, base).culprits.map(({ since }) => since);

const GET = "shop/orders.(*Client).Get";
const LENIENT = { plan: { failOn: "new" } } as const;

describe("a leak is the same", () => {
	test.each<[string, readonly Frame[], readonly Frame[]]>([
		["at other lines", [own(`${GET}.func1`, 40)], [own(`${GET}.func1`, 52)]],
		[
			"in a closure of another number",
			[own(`${GET}.func1`)],
			[own(`${GET}.func2`)],
		],
		["in a nested closure", [own(`${GET}.func1`)], [own(`${GET}.func1.2`)]],
		["behind a wrapper of go", [own(`${GET}.func1`)], [own(`${GET}.gowrap1`)]],
		[
			"in a closure that Go 1.26 inlined",
			[own(`${GET}.${GET.replace("shop/orders.", "")}.func1.2`)],
			[own(`${GET}.func1`)],
		],
		[
			"waiting further in",
			[frame("net.(*conn).Read"), own(`${GET}.func1`)],
			[frame("net.(*conn).Write"), own(`${GET}.func1`)],
		],
		[
			"of another type argument",
			[own("shop/pool.Run[int].func1")],
			[own("shop/pool.Run[...].func1")],
		],
	])("%s", (_, before, now) => {
		expect(
			sinceOf(runOf([at(100, ...now)]), runOf([at(100, ...before)])),
		).toEqual(["already"]);
	});
});

describe("a leak is new", () => {
	test.each<[string, readonly Frame[], readonly Frame[]]>([
		[
			"in another function",
			[own(`${GET}.func1`)],
			[own("shop/orders.(*Client).Put.func1")],
		],
		[
			"of the same name in another package",
			[own("shop/a.Get.func1")],
			[own("shop/b.Get.func1")],
		],
		[
			"whose goroutine another function was",
			[own("shop/pool.work"), own("shop/pool.(*Pool).run")],
			[own("shop/pool.work"), own("shop/jobs.(*Jobs).run")],
		],
	])("%s", (_, before, now) => {
		const verdict = against(
			runOf([at(100, ...now)]),
			runOf([at(100, ...before)]),
		);
		expect(verdict.culprits.map(({ since }) => since)).toEqual(["new"]);
		expect(verdict.gone).toMatchObject([
			{ function: before[0]?.function, growth: 100, perRequest: 0.5 },
		]);
	});
});

test("a round of more requests is no worse leak", () => {
	const leak = own(`${GET}.func1`);
	const base = runOf([at(100, leak)]);
	const twice = runOf([at(200, leak)], { requests: 400 });
	expect(against(twice, base).culprits).toMatchObject([
		{ since: "already", was: 200 },
	]);
	expect(sinceOf(runOf([at(200, leak)]), base)).toEqual(["worse"]);
	expect(sinceOf(base, runOf([at(200, leak)]))).toEqual(["better"]);
});

test("each budget says what it was in the base, within or not, at the same requests", () => {
	const leak = own(`${GET}.func1`);
	const base = runOf([at(100, leak)]);
	const twice = runOf([at(300, leak)], { requests: 400 });
	expect(against(twice, base).findings).toMatchObject([
		{ growth: 300, base: { growth: 200, after: 310 } },
	]);
	expect(against(base, runOf([])).findings).toMatchObject([
		{ base: { growth: 0, after: 10 } },
	]);
	expect(against(runOf([]), base).findings).toMatchObject([
		{ outcome: "within", base: { growth: 100, after: 310 } },
	]);
	const unread: BaseRun = { ref: "main", unreadable: "It is damaged." };
	const { evidence, stacksAt } = base;
	expect(judge(evidence, stacksAt, unread).findings[0]).not.toHaveProperty(
		"base",
	);
});

test("two limits of one metric count a leak once", () => {
	const plan: Partial<Plan> = {
		budgets: [
			{
				metric: "goroutines",
				limits: [
					{ kind: "growth", value: 0, text: "+0" },
					{ kind: "ceiling", value: 20, text: "20" },
				],
				byDefault: false,
			},
		],
	};
	const run = runOf([at(100, own(`${GET}.func1`))], { plan });
	expect(against(run, run).culprits).toMatchObject([{ was: 100 }]);
});

test("a leak under another load is another", () => {
	const scenario = (name: string) =>
		({ kind: "command", name, run: name, allowErrors: 0 }) as const;
	/** Three rounds of reads, then three of writes. */
	function played(reads: number, writes: number): Run {
		const growths = [reads, reads, reads, writes, writes, writes];
		const counts = [0];
		for (const growth of growths) counts.push((counts.at(-1) ?? 0) + growth);
		const { evidence } = runOf([], {
			plan: { load: [scenario("reads"), scenario("writes")] },
		});
		const { settled, loads } = evidenceOf(counts.map((count) => 10 + count));
		return {
			evidence: {
				...evidence,
				settled: settled.map((state) => ({ ...state, patient: true })),
				loads: loads.map(({ round, load }) => ({
					round,
					load: { ...load, scenario: round > 3 ? "writes" : "reads" },
				})),
			},
			stacksAt: (profile, round) =>
				profile === "goroutine"
					? [stack([...PARKED, own(`${GET}.func1`)], counts[round] ?? 0)]
					: undefined,
		};
	}
	const verdict = against(played(100, 100), played(100, 0));
	expect(
		verdict.culprits.map(({ scenario, since }) => [scenario, since]),
	).toEqual([
		["writes", "new"],
		["reads", "already"],
	]);
});

test("what is proven in some rounds only counts by its mean round", () => {
	const proven = (counts: readonly number[], rounds: number): Run => {
		const { evidence } = runOf([], {
			plan: {
				rounds,
				budgets: [
					{
						metric: "leaked_goroutines",
						limits: [{ kind: "growth", value: 0, text: "+0" }],
						byDefault: false,
					},
				],
			},
		});
		const stacks = (round: number) => [
			stack([...PARKED, own(`${GET}.func1`)], counts[round] ?? 0),
		];
		const { settled, loads } = evidenceOf(counts);
		return {
			evidence: {
				...evidence,
				loads,
				settled: settled.map((state, round) => ({
					...state,
					patient: true,
					counters: countersWith({ leakedGoroutines: counts[round] ?? 0 }),
				})),
			},
			stacksAt: (profile, round) =>
				profile === "heap" ? undefined : stacks(round),
		};
	};
	const base = proven([0, 40, 40, 40, 40, 40], 5);
	const head = proven([0, 24, 24, 24], 3);
	expect(against(head, base).culprits).toMatchObject([
		{ since: "already", was: 8, growth: 24 },
	]);
});

test("what warmed up in the base is new where it leaks", () => {
	const head = runOf([at(40, own(`${GET}.func1`))]);
	const base: Run = {
		evidence: { ...head.evidence, settled: evidenceOf([10, 50, 50]).settled },
		stacksAt: (profile, round) =>
			profile === "goroutine"
				? [stack([...PARKED, own(`${GET}.func1`)], round === 0 ? 0 : 40)]
				: undefined,
	};
	expect(sinceOf(head, base)).toEqual(["new"]);
});

describe("fail_on: new", () => {
	const old = at(100, own(`${GET}.func1`));
	const added = at(5, own("shop/mail.Send.func1"));
	const base = runOf([old]);

	test("a run that leaks as its base does passes, and is not called healthy", () => {
		const verdict = against(runOf([old], LENIENT), base);
		expect(verdict).toMatchObject({ outcome: "pass", exitCode: 0, notes: [] });
		expect(verdict.findings).toMatchObject([
			{ outcome: "over", excused: true },
		]);
		expect(verdict.culprits).toMatchObject([
			{ since: "already", excused: true },
		]);
	});

	test("what is new fails, and comes before what leaks more", () => {
		const verdict = against(runOf([old, added], LENIENT), base);
		expect(verdict.outcome).toBe("fail");
		expect(verdict.findings[0]?.excused).toBeUndefined();
		expect(verdict.culprits).toMatchObject([
			{ function: "shop/mail.Send.func1", since: "new" },
			{ since: "already", excused: true },
		]);
	});

	test("what is worse fails", () => {
		const worse = at(150, own(`${GET}.func1`));
		expect(against(runOf([worse], LENIENT), base).outcome).toBe("fail");
	});

	test("any fails, whatever the base", () => {
		const verdict = against(runOf([old]), base);
		expect(verdict.outcome).toBe("fail");
		expect(verdict.culprits[0]).not.toHaveProperty("excused");
	});

	test("growth that no stack shows is held against the total", () => {
		const head = runOf([old], LENIENT);
		const more = runOf([at(150, own(`${GET}.func1`))], LENIENT);
		const verdict = judge(more.evidence, head.stacksAt, baseOf(base));
		expect(verdict.culprits).toMatchObject([{ since: "already" }]);
		expect(verdict.outcome).toBe("fail");
	});

	test("a base within the budget excuses nothing", () => {
		const plan = {
			failOn: "new" as const,
			budgets: [
				{
					...BUDGETS[0],
					limits: [{ kind: "growth" as const, value: 99, text: "+99" }],
				},
			] as Plan["budgets"],
		};
		const head = runOf([at(100, own(`${GET}.func1`))], { plan });
		const within = runOf([at(99, own(`${GET}.func1`))], { plan });
		expect(against(head, within)).toMatchObject({
			outcome: "fail",
			culprits: [{ since: "already" }],
		});
	});

	test("without a base every leak counts, and it says so", () => {
		const { evidence, stacksAt } = runOf([old], LENIENT);
		const verdict = judge(evidence, stacksAt);
		expect(verdict.outcome).toBe("fail");
		expect(verdict.notes).toEqual([
			expect.stringContaining("There is no base"),
		]);
	});

	test.each<[string, BaseRun, string]>([
		[
			"that cannot be read",
			{ ref: "main", unreadable: "The evidence cannot be read." },
			"cannot be read",
		],
		[
			"that was cut short",
			baseOf({
				...base,
				evidence: {
					...base.evidence,
					problems: [{ code: "died", message: "The service died." }],
				},
			}),
			"The service died.",
		],
		[
			"of too few rounds",
			baseOf({
				...base,
				evidence: { ...base.evidence, settled: evidenceOf([10, 110]).settled },
			}),
			"could not be decided",
		],
	])("a base %s tells nothing, and says so", (_, other, why) => {
		const { evidence, stacksAt } = runOf([old], LENIENT);
		const verdict = judge(evidence, stacksAt, other);
		expect(verdict).toMatchObject({
			outcome: "fail",
			base: { outcome: "undecided", trusted: false },
		});
		expect(verdict.base?.why).toContain(why);
		expect(verdict.notes).toEqual([
			expect.stringMatching(
				/tells nothing, so that every leak counts in spite of fail_on: new: /,
			),
		]);
		expect(verdict.culprits[0]).not.toHaveProperty("since");
		expect(verdict).not.toHaveProperty("gone");
	});
});

describe("memory", () => {
	const MEMORY: Plan["budgets"] = [
		{
			metric: "inuse_space",
			limits: [{ kind: "growth", value: 0, text: "+0" }],
			byDefault: false,
		},
	];
	const MIB = 1024 ** 2;

	function heapRun(
		sites: Readonly<Record<string, number>>,
		changes: Parameters<typeof runOf>[1] = {},
	): Run {
		const total = Object.values(sites).reduce((sum, bytes) => sum + bytes, 0);
		const { evidence } = runOf([at(1, own("x"))], {
			...changes,
			plan: { budgets: MEMORY, ...changes.plan },
		});
		const stacks = (round: number): readonly Stack[] =>
			Object.entries(sites).map(([place, bytes]) => {
				const [name = "", line] = place.split(":");
				return stack([own(name, Number(line))], round, {
					bytes: bytes * round,
				});
			});
		return {
			evidence: {
				...evidence,
				settled: evidence.settled.map((state, round) => ({
					...state,
					counters: countersWith({ heapAlloc: MIB * 10 + total * round }),
				})),
			},
			stacksAt: (profile, round) =>
				profile === "heap" ? stacks(round) : undefined,
		};
	}

	const base = heapRun({ "shop/cache.put:7": 4 * MIB });

	test("is known by its function, at any line", () => {
		expect(sinceOf(heapRun({ "shop/cache.put:9": 4 * MIB }), base)).toEqual([
			"already",
		]);
		expect(sinceOf(heapRun({ "shop/cache.get:7": 4 * MIB }), base)).toEqual([
			"new",
		]);
		expect(sinceOf(heapRun({ "shop/cache.put:7": 8 * MIB }), base)).toEqual([
			"worse",
		]);
		expect(sinceOf(base, heapRun({ "shop/cache.put:7": 8 * MIB }))).toEqual([
			"better",
		]);
	});

	test("two lines of one function count together", () => {
		const two = heapRun({
			"shop/cache.put:7": 2 * MIB,
			"shop/cache.put:8": 2 * MIB,
		});
		expect(sinceOf(two, base)).toEqual(["already", "already"]);
		const more = heapRun({
			"shop/cache.put:7": 4 * MIB,
			"shop/cache.put:8": 2 * MIB,
		});
		expect(sinceOf(more, base)).toEqual(["worse", "worse"]);
	});

	test("too little to tell is not told: the exact total decides", () => {
		const little = heapRun({ "shop/cache.put:7": 30_000 });
		const here = heapRun({ "shop/mail.send:7": 30_000 }, LENIENT);
		const there = against(here, little);
		expect(there.outcome).toBe("pass");
		expect(there.culprits[0]).not.toHaveProperty("since");
		expect(there.gone).toEqual([]);
		const more = heapRun({ "shop/mail.send:7": 60_000 }, LENIENT);
		expect(against(more, little).outcome).toBe("fail");
	});

	test("is excused by the exact total, too", () => {
		const lenient = heapRun({ "shop/cache.put:7": 4 * MIB }, LENIENT);
		expect(against(lenient, base).outcome).toBe("pass");
		const more = heapRun({ "shop/cache.put:7": 5 * MIB }, LENIENT);
		const hidden = judge(more.evidence, lenient.stacksAt, baseOf(base));
		expect(hidden).toMatchObject({
			outcome: "fail",
			culprits: [{ since: "already" }],
		});
	});

	test("its budget says what the base had, unless that was made otherwise", () => {
		const now = heapRun({ "shop/cache.put:7": MIB });
		expect(against(now, base).findings[0]?.base).toEqual({
			growth: 4 * MIB,
			after: 22 * MIB,
		});
		const other = heapRun(
			{ "shop/cache.put:7": MIB },
			{ environment: { go: "go1.27.1" } },
		);
		expect(against(other, base).findings[0]).not.toHaveProperty("base");
	});

	test.each<[string, Parameters<typeof runOf>[1], RegExp]>([
		[
			"another Go",
			{ environment: { go: "go1.27.1" } },
			/Go 1\.26, this run with 1\.27: memory is not compared\.$/,
		],
		[
			"another platform",
			{ environment: { os: "darwin/arm64" } },
			/platform linux\/amd64, this run with darwin\/arm64/,
		],
		[
			"finer samples",
			{ environment: { memProfileRate: 4096 } },
			/heap sampling 32768, this run with 4096/,
		],
		[
			"another load",
			{
				plan: {
					load: [
						{ kind: "command", name: "load", run: "other", allowErrors: 0 },
					],
				},
			},
			/under another load/,
		],
		[
			"a fixed number of rounds",
			{ plan: { rounds: 3 } },
			/rounds: auto, .* 3:/,
		],
		[
			"shorter waits",
			{ plan: { settle: { timeoutMs: 5_000, quietMs: 100 } } },
			/waited up to \d+ ms .*, this run 5000 ms and 100 ms of quiet:/,
		],
		[
			"another flag",
			{ plan: { service: { ...planWith().service, run: "shop -cache 1G" } } },
			/started in another way/,
		],
		[
			"another variable",
			{ plan: { service: { ...planWith().service, env: { GOGC: "" } } } },
			/started in another way/,
		],
	])(
		"of a base with %s is not compared, and goroutines are",
		(_, changes, why) => {
			const plan = { failOn: "new" as const, ...changes?.plan };
			const memory = against(
				heapRun({ "shop/cache.put:7": 4 * MIB }, { ...changes, plan }),
				base,
			);
			expect(memory).toMatchObject({
				outcome: "fail",
				base: { trusted: true, why: expect.stringMatching(why) },
			});
			expect(memory.culprits[0]).not.toHaveProperty("since");
			expect(memory.gone ?? []).toEqual([]);
			expect(memory.notes).toContainEqual(expect.stringMatching(why));
			const leak = at(100, own(`${GET}.func1`));
			const goroutines = against(
				runOf([leak], { ...changes, plan }),
				runOf([leak]),
			);
			expect(goroutines).toMatchObject({
				outcome: "pass",
				culprits: [{ since: "already" }],
			});
		},
	);

	test("what of its goroutines is gone is told of a base of another Go, and of no other load", () => {
		const leaking = runOf([at(100, own(`${GET}.func1`))]);
		const mended = (changes: Parameters<typeof runOf>[1]) =>
			against(runOf([], changes), leaking).gone;
		expect(mended({ environment: { go: "go1.27.1" } })).toMatchObject([
			{ metric: "goroutines", function: `${GET}.func1` },
		]);
		const other = { kind: "command", name: "load", run: "other" } as const;
		const load = [{ ...other, allowErrors: 0 }];
		expect(mended({ plan: { load } })).toBeUndefined();
		const service = { ...planWith().service, run: "bin/shop --without" };
		expect(mended({ plan: { service } })).toBeUndefined();
		const run = heapRun({});
		const elsewhere = {
			...run,
			evidence: {
				...run.evidence,
				environment: { ...ENVIRONMENT, go: "go1.27.0" },
			},
		};
		expect(against(elsewhere, base).gone).toEqual([]);
	});

	describe("that goroutines hold", () => {
		/** Goroutines that leak hold memory, so much more after each round, or after one after the other; `sites` hold more. */
		function held(
			leaks: readonly Leak[],
			kib: number | readonly number[],
			go: string,
			sites: readonly Stack[] = [],
		): Run {
			const value = 25 * 1024;
			const limits = [{ kind: "growth", value, text: "+25KiB" }] as const;
			const memory = { metric: "inuse_space", limits, byDefault: false };
			const budgets = [...BUDGETS, memory];
			const upTo = (round: number) =>
				typeof kib === "number"
					? kib * round
					: kib.slice(0, round).reduce((sum, one) => sum + one, 0);
			const { evidence, stacksAt } = runOf(leaks, {
				plan: { ...LENIENT.plan, budgets },
				environment: { go },
			});
			return {
				evidence: {
					...evidence,
					settled: evidence.settled.map((state, round) => ({
						...state,
						counters: {
							...state.counters,
							heapAlloc: 10 * MIB + 1024 * upTo(round),
						},
					})),
				},
				stacksAt: (profile, round) =>
					profile === "heap"
						? sites.map((one) => ({ ...one, bytes: one.bytes * round }))
						: stacksAt(profile, round),
			};
		}
		const leak = at(100, own(`${GET}.func1`));
		const site = stack([own("shop/cache.put")], 1, { bytes: 45 * 1024 });
		const base = held([leak], 50, "go1.26.8");

		test.each<[string, Run, "pass" | "fail"]>([
			["is as old as they are", held([leak], 52, "go1.27.0"), "pass"],
			["is more", held([leak], 90, "go1.27.0"), "fail"],
			["has a site of its own", held([leak], 50, "go1.27.0", [site]), "fail"],
			[
				"is of new ones, too",
				held([leak, at(9, own("shop/mail.Send"))], 50, "go1.27.0"),
				"fail",
			],
			["is of none that leak", held([at(0, own(GET))], 50, "go1.27.0"), "fail"],
		])("%s", (_, head, outcome) => {
			const verdict = against(head, base);
			expect(verdict.outcome).toBe(outcome);
			const memory = verdict.findings.find(
				(one) => one.metric === "inuse_space",
			);
			expect(memory?.outcome).toBe("over");
			expect(memory?.excused ?? false).toBe(outcome === "pass");
		});

		test("is now over its budget and now not: too few rounds tell, and goroutines that the base may excuse end none", () => {
			const now = held([leak], [50, 23, 28], "go1.26.8");
			expect(against(now, base).outcome).toBe("undecided");
			expect(nextRound(now.evidence, now.stacksAt).kind).toBe("another");
			const { failOn: _, ...plan } = now.evidence.plan;
			const strict = { ...now.evidence, plan };
			expect(nextRound(strict, now.stacksAt).kind).toBe("enough");
		});

		test("was within its budget, and is not more than rounds alike differ", () => {
			const [within, over] = [22, 30].map((kib) =>
				held([leak], kib, "go1.26.8"),
			);
			if (!within || !over) throw new Error("two runs");
			expect(against(over, within).outcome).toBe("pass");
			const more = held([leak], 60, "go1.26.8");
			expect(against(more, within).outcome).toBe("fail");
			const [less, beyond] = [22, 30].map((kib) =>
				held([leak], kib, "go1.26.8", [site]),
			);
			if (!less || !beyond) throw new Error("two runs");
			expect(against(beyond, less)).toMatchObject({
				outcome: "fail",
				culprits: [{ since: "already" }, { since: "already" }],
			});
		});
	});

	test("another patch of Go, and other budgets, make no other base", () => {
		const patched = heapRun(
			{ "shop/cache.put:7": 4 * MIB },
			{ environment: { go: "go1.26.9" } },
		);
		expect(against(patched, base).base).toEqual({
			ref: "0f1e2d3c4b5a",
			outcome: "fail",
			trusted: true,
		});
	});
});

describe("properties", () => {
	const leaks = fc.uniqueArray(
		fc.record({
			function: fc.integer({ min: 0, max: 9 }),
			aRound: fc.integer({ min: 1, max: 500 }),
		}),
		{ maxLength: 6, selector: (one) => one.function },
	);
	const run = (
		some: readonly { readonly function: number; readonly aRound: number }[],
		lenient = false,
	) =>
		runOf(
			some.map((one) => at(one.aRound, own(`shop/p.F${one.function}.func1`))),
			lenient ? LENIENT : {},
		);

	test("against itself a run has nothing new, and nothing is gone", () => {
		fc.assert(
			fc.property(leaks, (some) => {
				const verdict = against(run(some, true), run(some));
				expect(verdict.outcome).toBe("pass");
				expect(verdict.gone).toEqual([]);
				expect(verdict.culprits.every(({ since }) => since === "already")).toBe(
					true,
				);
				expect(verdict.culprits).toHaveLength(some.length);
			}),
		);
	});

	test("against nothing all is new, and nothing against it is all gone", () => {
		fc.assert(
			fc.property(leaks, (some) => {
				const all = against(run(some), run([]));
				expect(all.culprits.every(({ since }) => since === "new")).toBe(true);
				expect(against(run([]), run(some)).gone).toHaveLength(some.length);
			}),
		);
	});

	test("a leak more than the base's never passes", () => {
		fc.assert(
			fc.property(leaks, fc.integer({ min: 2, max: 500 }), (some, aRound) => {
				const more = [...some, { function: 10, aRound }];
				expect(against(run(more, true), run(some)).outcome).toBe("fail");
			}),
		);
	});
});
