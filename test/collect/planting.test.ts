import { expect, test } from "@jest/globals";
import { planting } from "../../src/collect/planting.ts";
import { selftestOf } from "../../src/judge/selftest.ts";
import type { Budget, Limit, Plan } from "../../src/model/plan.ts";
import type { Planted } from "../../src/model/selftest.ts";
import type { Ports } from "../../src/ports.ts";
import { commandScenario, servicePlan } from "../support/service-plan.ts";
import {
	type Behaviour,
	measureSimulated,
} from "../support/simulated-service.ts";

const none: Limit = { kind: "growth", value: 0, text: "+0" };
const auto: Limit = { kind: "growth-auto", text: "auto" };

test("twice what the budgets permit is planted in every round, and seen", async () => {
	const { checks, outcome, blind, planted } = await selftested({
		goroutines: [{ kind: "growth", value: 5, text: "+5" }],
		inuse_space: [auto],
	});
	expect(planted).toEqual([{ goroutines: 20, bytes: 48 * 1024 }]);
	expect(outcome).toBe("seen");
	expect(blind).toEqual([]);
	expect(checks).toMatchObject([
		{ metric: "goroutines", planted: 20, grew: 20, state: "seen", smallest: 6 },
		{
			metric: "inuse_space",
			planted: 49_152,
			grew: 49_152,
			state: "seen",
			smallest: 24 * 1024 + 1,
			smallestPerRequest: (24 * 1024 + 1) / 200,
		},
	]);
});

const ceiling = (value: number): Limit => ({
	kind: "ceiling",
	value,
	text: `${value}`,
});

test("several limits: the loosest growth is planted, and a ceiling far above is no miss", async () => {
	const { checks, outcome, planted } = await selftested({
		goroutines: [{ kind: "growth", value: 100, text: "+100" }, ceiling(10_000)],
		inuse_space: [auto, ceiling(64 * 1024 * 1024)],
	});
	expect(planted).toEqual([{ goroutines: 210, bytes: 48 * 1024 }]);
	expect(outcome).toBe("seen");
	expect(
		checks.map(({ metric, limit, state }) => [metric, limit, state]),
	).toEqual([
		["goroutines", "+100", "seen"],
		["inuse_space", "auto", "seen"],
	]);
});

test("each of several loads is checked, but no stack that has a limit of its own", async () => {
	const goroutines = [none];
	const shows = (total: Planted) => ({
		...holdsAll(total),
		stacks: { goroutine: [], heap: [] },
	});
	const { checks, outcome } = await selftested({ goroutines }, shows, {
		load: ["orders", "search"].map((name) => ({
			...commandScenario("load"),
			name,
		})),
		stacks: [
			{
				match: "main.*",
				budgets: [{ metric: "goroutines", limits: [none], byDefault: false }],
			},
		],
	});
	expect(outcome).toBe("seen");
	expect(checks).toMatchObject([
		{ metric: "goroutines", scenario: "orders", state: "seen" },
		{ metric: "goroutines", scenario: "search", state: "seen" },
	]);
});

test("a ceiling is broken too", async () => {
	const { checks, outcome } = await selftested({
		goroutines: [{ kind: "ceiling", value: 100, text: "100" }],
	});
	expect(checks).toMatchObject([{ planted: 190, state: "seen", smallest: 91 }]);
	expect(outcome).toBe("seen");
});

test("what the plant does not show in is missed", async () => {
	const { checks, outcome } = await selftested(
		{ goroutines: [none] },
		({ goroutines }) => ({ goroutines: 10 + goroutines * 0.1 }),
	);
	expect(checks).toMatchObject([{ state: "missed" }]);
	expect(outcome).toBe("missed");
});

test("a leak of the service's own is not taken for the plant", async () => {
	const { checks } = await selftested(
		{ inuse_space: [auto] },
		// The memory planted does not show; something else grows by a little more than is permitted.
		(_, rounds) => ({ heapAlloc: 1_000_000 + rounds * 30_000 }),
	);
	expect(checks).toMatchObject([{ state: "missed", grew: 30_000 }]);
});

test("what no budget looks at is said", async () => {
	const { blind } = await selftested({ goroutines: [none] });
	expect(blind).toEqual(["memory"]);
});

test("without an agent there is nothing to plant with", async () => {
	const plan = planOf({ goroutines: [none] });
	const { error } = await measureSimulated(
		plan,
		() => ({}),
		undefined,
		(ports) => planting(ports, () => {}),
	);
	expect(error).toMatchObject({ problems: [{ code: "selftest-needs-agent" }] });
});

/** What a selftest finds in a service that holds what is planted, or behaves as `shows` says. */
async function selftested(
	budgets: Readonly<Record<string, readonly Limit[]>>,
	shows: (total: Planted, rounds: number) => ReturnType<Behaviour> = holdsAll,
	changes: Partial<Plan> = {},
) {
	const planted: Planted[] = [];
	let total: Planted = { goroutines: 0, bytes: 0 };
	const withPlant = (ports: Ports) =>
		plantable(ports, (leak) => {
			total = {
				goroutines: total.goroutines + leak.goroutines,
				bytes: total.bytes + leak.bytes,
			};
		});
	const { verdict } = await measureSimulated(
		{ ...planOf(budgets), ...changes },
		({ rounds }) => shows(total, rounds),
		undefined,
		(ports) => planting(withPlant(ports), (leak) => planted.push(leak)),
	);
	const [first] = planted;
	if (!first) throw new Error("nothing was planted");
	return { ...selftestOf(verdict, first), planted };
}

function holdsAll({ goroutines, bytes }: Planted): ReturnType<Behaviour> {
	return { goroutines: 10 + goroutines, heapAlloc: 1_000_000 + bytes };
}

function plantable(ports: Ports, plant: (leak: Planted) => void): Ports {
	return {
		...ports,
		host: {
			...ports.host,
			start: async (signal, when) => {
				const service = await ports.host.start(signal, when);
				return {
					...service,
					probe: async (inner) => ({
						...(await service.probe(inner)),
						plant: async (leak) => plant(leak),
					}),
				};
			},
		},
	};
}

function planOf(budgets: Readonly<Record<string, readonly Limit[]>>) {
	return servicePlan(
		{},
		{
			load: [commandScenario("true")],
			rounds: "auto",
			settle: { timeoutMs: 30_000, quietMs: 1_000 },
			budgets: Object.entries(budgets).map(
				([metric, limits]): Budget => ({ metric, limits, byDefault: false }),
			),
		},
	);
}
