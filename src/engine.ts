import { collect } from "./collect/collect.ts";
import { parseInputs, type ShortInputs } from "./config/inputs.ts";
import { parsePlan } from "./config/parse.ts";
import { budgetFileSchema } from "./config/schema.ts";
import { withCreators } from "./engine/creators.ts";
import { smallGrowth } from "./engine/small-growth.ts";
import { diagnosed } from "./explain/diagnosed.ts";
import { judge } from "./judge/judge.ts";
import { nextRound } from "./judge/next-round.ts";
import type { StacksAt } from "./judge/stacks-at.ts";
import { metrics } from "./metrics/registry.ts";
import type { Evidence } from "./model/evidence.ts";
import { foldJournal } from "./model/journal.ts";
import type { Plan, Rules } from "./model/plan.ts";
import { type Problem, Stop } from "./model/problem.ts";
import type { Verdict } from "./model/verdict.ts";
import type { EvidenceReader, Ports } from "./ports.ts";
import { stacksOfRun } from "./pprof/stacks-of-run.ts";

/** Budget file → Plan. One Stop holds a problem for each error of the file. */
export function planFrom(
	file: {
		readonly text: string;
		readonly file: string;
		readonly directory: string;
	},
	environment: Readonly<Record<string, string | undefined>> | undefined,
): Plan {
	return parsePlan({ ...file, environment, metrics });
}

/** The Action's short inputs → Plan. */
export function planFromInputs(
	inputs: ShortInputs,
	directory: string,
	environment: Readonly<Record<string, string | undefined>>,
): Plan {
	return parseInputs(inputs, {
		directory,
		environment,
		metrics,
	});
}

/** The JSON Schema of the budget file. */
export function budgetSchema(): unknown {
	return budgetFileSchema(metrics);
}

/** A run to compare with, perhaps with what to know of it; or a sentence that says why there is none. */
export type BroughtBase =
	| { readonly ref: string; readonly note?: string }
	| { readonly missing: string };

/**
 * Plan → evidence → verdict. What stops the run on the way is part of the
 * evidence, and so of the verdict: undecided, with the problem. `base`: what
 * lies in the folder `base` beside the evidence, or why nothing does.
 */
export async function run(
	plan: Plan,
	ports: Ports,
	folder: EvidenceReader,
	base?: BroughtBase,
): Promise<Verdict> {
	const beganMs = ports.clock.now();
	try {
		await collect(plan, ports, (evidence) =>
			nextRound(evidence, stacksOfRun(evidence, folder.read)),
		);
	} catch (error) {
		if (!(error instanceof Stop)) throw error;
		for (const problem of error.problems)
			ports.evidence.append({ type: "problem", problem });
	}
	if (base && "ref" in base)
		ports.evidence.append({ type: "base", ref: base.ref });
	const text = base && ("ref" in base ? base.note : base.missing);
	if (text !== undefined) ports.evidence.append({ type: "note", text });
	ports.evidence.append({
		type: "timing",
		name: "total",
		ms: Math.round(ports.clock.now() - beganMs),
	});
	return judgeFolder(folder);
}

/** Evidence → verdict, by the run's own rules or by others; the plan that others come from need not be the run's. Against the run's own base, or another. */
export function judgeFolder(
	folder: EvidenceReader,
	rules?: Rules,
	base?: { readonly ref: string; readonly folder: EvidenceReader },
): Verdict {
	const judged = evidenceIn(folder, rules);
	const stacksAt = stacksOfRun(judged, folder.read);
	const ref = judged.base?.ref;
	const other =
		base ??
		(ref !== undefined && folder.base
			? { ref, folder: folder.base }
			: undefined);
	try {
		const verdict = beside(judged, stacksAt, other);
		return verdict.culprits.length === 0
			? verdict
			: withCreators(
					diagnosed(verdict, smallGrowth(judged, stacksAt)),
					judged,
					folder.read,
				);
	} catch (error) {
		if (!(error instanceof Stop)) throw error;
		// A damaged profile leaves the counters, and the question open.
		const problems = [...judged.problems, ...error.problems];
		return judge({ ...judged, problems }, () => undefined);
	}
}

/** A base that cannot be read takes nothing from the run: what is wrong with the run itself is thrown again without it. */
function beside(
	judged: Evidence,
	stacksAt: StacksAt,
	base?: { readonly ref: string; readonly folder: EvidenceReader },
): Verdict {
	if (!base) return judge(judged, stacksAt);
	const { ref, folder } = base;
	try {
		const evidence = evidenceIn(folder, judged.plan);
		return judge(judged, stacksAt, {
			ref,
			evidence,
			stacksAt: stacksOfRun(evidence, folder.read),
		});
	} catch (error) {
		if (!(error instanceof Stop)) throw error;
		return judge(judged, stacksAt, { ref, unreadable: error.message });
	}
}

function evidenceIn(folder: EvidenceReader, rules?: Rules): Evidence {
	const evidence = foldJournal(folder.events());
	return {
		...evidence,
		plan: rules ? withRules(evidence.plan, rules) : evidence.plan,
		problems:
			evidence.timings.total === undefined
				? [...evidence.problems, CUT_SHORT]
				: evidence.problems,
	};
}

function withRules(
	{ budgets: _, stacks: __, ignore: ___, failOn: ____, ...plan }: Plan,
	{ budgets, stacks, ignore, failOn }: Rules,
): Plan {
	return {
		...plan,
		budgets,
		...(stacks && { stacks }),
		...(ignore && { ignore }),
		...(failOn && { failOn }),
	};
}

/** The tool was killed: what it would have seen next may have changed the verdict. */
const CUT_SHORT: Problem = {
	code: "run-cut-short",
	message: "The run was cut short: its journal has no end.",
	remedy: "Run it again; the evidence up to the cut is in the folder.",
};

/** A run with a leak planted in it, and what the gate made of it. */
export { planting } from "./collect/planting.ts";
export { selftestOf } from "./judge/selftest.ts";
/** The verdict on what never became a run. */
export { stoppedVerdict } from "./judge/stopped.ts";
