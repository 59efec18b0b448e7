import type { Planted, Selftest, SelftestCheck } from "../model/selftest.ts";
import type { Finding, Verdict } from "../model/verdict.ts";

/** What each metric makes of the plant; those it cannot show in are left out. */
const SHOWS_IN: Readonly<
	Record<
		string,
		{ readonly amount: (leak: Planted) => number; readonly line: string }
	>
> = {
	goroutines: {
		amount: ({ goroutines }) => goroutines,
		line: "net.plantedLeakOfGoroutines",
	},
	leaked_goroutines: {
		amount: ({ goroutines }) => goroutines,
		line: "net.plantedLeakOfGoroutines",
	},
	inuse_space: {
		amount: ({ bytes }) => bytes,
		line: "net.plantedLeakOfMemory",
	},
	inuse_objects: {
		amount: ({ bytes }) => bytes / 1024,
		line: "net.plantedLeakOfMemory",
	},
};

/** Of a plant this share at least must show, for other things may shrink beside it. */
const SHOWN = 0.8;

/**
 * Reads the verdict on a run in which `planted` was leaked every round. A budget
 * has seen it when it is broken by about so much.
 */
export function selftestOf(verdict: Verdict, planted: Planted): Selftest {
	const checks = verdict.findings.flatMap((finding) => {
		const shown = SHOWS_IN[finding.metric];
		if (!shown || finding.kind === "unmeasured") return [];
		// The plant is none of the stacks that have a limit of their own.
		if (finding.stacks !== undefined) return [];
		if (isOutOfReach(finding, shown.amount(planted))) return [];
		const rank = verdict.culprits.findIndex(
			(one) =>
				one.function === shown.line &&
				(finding.scenario ?? one.scenario) === one.scenario,
		);
		return checkOf(finding, shown.amount(planted), rank);
	});
	const looksAt = (...metrics: readonly string[]) =>
		checks.some(({ metric }) => metrics.includes(metric));
	return {
		name: verdict.name,
		outcome: outcomeOf(verdict, checks),
		checks,
		blind: [
			...(looksAt("goroutines", "leaked_goroutines") ? [] : ["goroutines"]),
			...(looksAt("inuse_space", "inuse_objects") ? [] : ["memory"]),
		],
	};
}

/** A ceiling so far above that the whole plant stays under it: what limits growth beside it is checked. */
function isOutOfReach(
	{ limit, outcome, before, rounds }: Finding,
	planted: number,
): boolean {
	return (
		limit.kind === "ceiling" &&
		outcome === "within" &&
		(before ?? 0) + planted * rounds.length <= (limit.value ?? 0)
	);
}

function outcomeOf(
	verdict: Verdict,
	checks: readonly SelftestCheck[],
): Selftest["outcome"] {
	const has = (state: SelftestCheck["state"]) =>
		checks.some((check) => check.state === state);
	if (verdict.problems.length > 0 || checks.length === 0) return "undecided";
	if (has("missed")) return "missed";
	return has("undecided") ? "undecided" : "seen";
}

function checkOf(
	finding: Finding,
	planted: number,
	index: number,
): SelftestCheck {
	const { metric, unit, limit, growth, outcome, scenario } = finding;
	const isBroken = outcome === "over" && (growth ?? 0) >= SHOWN * planted;
	const smallest = smallestSeen(finding);
	const requests = finding.rounds[0]?.requests ?? null;
	return {
		metric,
		...(scenario !== undefined && { scenario }),
		unit,
		limit: limit.text,
		planted,
		grew: growth,
		state: isBroken ? "seen" : outcome === "undecided" ? "undecided" : "missed",
		rank: index < 0 ? null : index + 1,
		smallest,
		smallestPerRequest:
			smallest === null || !requests ? null : smallest / requests,
	};
}

/** One more than the budget permits. */
function smallestSeen({ limit, noise, before }: Finding): number | null {
	if (limit.value === null) return null;
	const permits =
		limit.kind === "growth"
			? limit.value + (noise ?? 0)
			: limit.value - (before ?? 0);
	return Math.max(0, Math.floor(permits)) + 1;
}
