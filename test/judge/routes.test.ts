import { describe, expect, test } from "@jest/globals";
import { judge } from "../../src/judge/judge.ts";
import type { StacksAt } from "../../src/judge/stacks-at.ts";
import type { Evidence } from "../../src/model/evidence.ts";
import { countersWith, evidenceOf, frame, stack } from "../support/evidence.ts";

const SEND = [frame("runtime.gopark"), frame("main.fetch", 42)];

/** Goroutines at `main.fetch` by route in each round; the empty route is no label. */
function stacksOf(
	rounds: readonly Readonly<Record<string, number>>[],
): StacksAt {
	return (profile, round) =>
		profile === "goroutine"
			? Object.entries(rounds[round] ?? {}).map(([route, count]) =>
					stack(SEND, count, {
						labels: route === "" ? {} : { "http.route": route },
					}),
				)
			: undefined;
}

/** Three rounds of growth by 100; `requests` is what the service counted in each settled state. */
function evidenceWith(
	requests: readonly Readonly<Record<string, number>>[],
): Evidence {
	const evidence = evidenceOf([10, 110, 210, 310]);
	const settled = evidence.settled.map((state) => {
		const requestsByRoute = requests[state.round];
		return {
			...state,
			counters: countersWith({
				...state.counters,
				...(requestsByRoute && { requestsByRoute }),
			}),
		};
	});
	return { ...evidence, settled };
}

describe("a culprit's routes", () => {
	test("are named the worst first, each over its own requests", () => {
		const stacks = stacksOf([
			{ "GET /idle": 10 },
			{ "GET /idle": 10, "GET /a": 30, "POST /b": 70 },
			{ "GET /idle": 10, "GET /a": 70, "POST /b": 130 },
			{ "GET /idle": 10, "GET /a": 90, "POST /b": 210 },
		]);
		const requests = [0, 1, 2, 3].map((round) => ({
			"GET /idle": 1000,
			"GET /a": 5 + 60 * round,
			"POST /b": 70 * round,
		}));
		const { culprits } = judge(evidenceWith(requests), stacks);
		expect(culprits).toHaveLength(1);
		expect(culprits[0]).toMatchObject({
			growth: 100,
			route: "POST /b",
			routes: [
				{ route: "POST /b", growth: 70, perRequest: 1 },
				{ route: "GET /a", growth: 30, perRequest: 0.5 },
			],
		});
	});

	test("a route that the service first saw in a round, and one that it did not count", () => {
		const stacks = stacksOf([
			{},
			{ "GET /a": 50, "GET /b": 50 },
			{ "GET /a": 100, "GET /b": 100 },
			{ "GET /a": 150, "GET /b": 150 },
		]);
		const requests = [{}, { "GET /a": 100 }, {}, { "GET /a": 300 }];
		expect(judge(evidenceWith(requests), stacks).culprits[0]?.routes).toEqual([
			{ route: "GET /a", growth: 50, perRequest: 0.5 },
			{ route: "GET /b", growth: 50, perRequest: null },
		]);
	});

	test("without labels there are none", () => {
		const stacks = stacksOf([{}, { "": 100 }, { "": 200 }, { "": 300 }]);
		const [culprit] = judge(evidenceWith([]), stacks).culprits;
		expect(culprit).toMatchObject({ growth: 100, route: null });
		expect(culprit).not.toHaveProperty("routes");
	});

	test("a route that a hostile evidence folder names after Object's own", () => {
		const stacks = stacksOf(
			[0, 1, 2, 3].map((round) => ({ constructor: 100 * round })),
		);
		expect(
			judge(evidenceWith([{}, {}, {}, {}]), stacks).culprits[0],
		).toMatchObject({ route: "constructor", routes: [{ perRequest: null }] });
	});
});
