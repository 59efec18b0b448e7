import { expect, test } from "@jest/globals";
import { acceptLeaks } from "../../src/engine/accept.ts";
import { judge } from "../../src/judge/judge.ts";
import type { Ignore } from "../../src/model/plan.ts";
import type { Frame } from "../../src/model/profile.ts";
import { evidenceOf, frame, planWith, stack } from "../support/evidence.ts";

const days = { today: "2026-11-21", until: "2027-02-19" };
const PARKED = frame("runtime.gopark");

/** A run of three rounds, in each of which so many goroutines stay with these frames. */
function accept(...leaks: readonly (readonly [number, readonly Frame[]])[]) {
	const each = leaks.reduce((sum, [count]) => sum + count, 0);
	const counts = [0, 1, 2, 3].map((round) => 10 + round * each);
	return acceptLeaks((ignore: readonly Ignore[]) => {
		const evidence = evidenceOf(counts, { plan: planWith({ ignore }) });
		return judge(evidence, (profile, round) =>
			profile === "goroutine"
				? [
						stack([PARKED, frame("main.serve")], 10),
						...leaks.map(([count, frames]) =>
							stack([PARKED, ...frames], count * round),
						),
					]
				: [],
		);
	}, days);
}

test("an entry for each place that leaks, and the run is within", () => {
	const { entries, verdict } = accept(
		[2, [frame("main.(*Feed).poll"), frame("main.start")]],
		[1, [frame("main.watch.func1")]],
	);
	expect(entries).toEqual([
		{
			function: "main.(*Feed).poll",
			why: "accepted 2026-11-21: +2 goroutines a round",
			until: "2027-02-19",
		},
		{
			function: "main.watch.func1",
			why: "accepted 2026-11-21: +1 goroutines a round",
			until: "2027-02-19",
		},
	]);
	expect(verdict.outcome).toBe("pass");
});

test("only the user's own functions: what leaks beside them is left", () => {
	const { entries, verdict } = accept(
		[9, [frame("database/sql.(*DB).connectionOpener")]],
		[1, [frame("main.query")]],
	);
	expect(entries.map((entry) => entry.function)).toEqual(["main.query"]);
	expect(verdict.outcome).toBe("fail");
});

test("what no entry may name is left, and the run is still over", () => {
	const { entries, verdict } = accept(
		[1, [frame("net/http.(*conn).serve")]],
		[1, [frame("main.poll")]],
	);
	expect(entries.map((entry) => entry.function)).toEqual(["main.poll"]);
	expect(verdict).toMatchObject({
		outcome: "fail",
		culprits: [{ function: "net/http.(*conn).serve" }],
	});
});

test("an entry that hides most of the places is not written", () => {
	const handler = frame("main.handle");
	const { entries, verdict } = accept(
		...["a", "b", "c"].map(
			(name) => [1, [frame(`main.${name}`), handler]] as const,
		),
		[5, [handler]],
	);
	expect(entries.map((entry) => entry.function)).toEqual([
		"main.a",
		"main.b",
		"main.c",
	]);
	expect(verdict.outcome).toBe("fail");
	expect(verdict.problems).toEqual([]);
});

test("a run within its budgets needs none", () => {
	expect(accept().entries).toEqual([]);
});
