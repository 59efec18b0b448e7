import { readPlanFile } from "../adapters/plan-file.ts";
import { limitsFrom, probingPlan, withLimits } from "../engine/tune.ts";
import type { Verdict } from "../model/verdict.ts";
import { tuningReport } from "../report/tuning.ts";
import type { CommandLine } from "./command-line.ts";
import type { Measured } from "./measure.ts";
import { printVerdict } from "./print.ts";
import { acceptToday } from "./tune-accept.ts";
import { type Tuning, tuningOf, write } from "./tuning.ts";

/**
 * `leak-budget tune [FILE…]`: runs each service a few times and writes the
 * budgets that follow into its file. Exit 1 for a service that leaks, 2 for one
 * that could not be judged: neither is tuned to.
 */
export async function tune(
	line: CommandLine,
	signal: AbortSignal,
): Promise<number> {
	const named = line.operands.length > 0 ? line.operands : [undefined];
	// All files are read first: an error in the last must not cost the runs before it.
	const tunings = named.map((name) =>
		tuningOf(readPlanFile(process.cwd(), name), line, signal),
	);
	const codes: number[] = [];
	for (const tuning of tunings) {
		const isAccepting = line.tune.kind === "accepted";
		codes.push(await (isAccepting ? acceptToday : tuneBudgets)(tuning));
		if (signal.aborted) break;
	}
	return codes.includes(1) ? 1 : Math.max(...codes);
}

async function tuneBudgets(tuning: Tuning): Promise<number> {
	const { file, plan, line } = tuning;
	const { kind, runs, marginPercent } = line.tune;
	const isLowering = kind === "lowered";
	const by = isLowering ? plan : probingPlan(plan, file);
	const verdicts: Verdict[] = [];
	for (let run = 1; run <= runs; run++) {
		const measured = await tuning.measure(by, run);
		const { verdict } = measured;
		if (verdict.outcome !== "pass") return refused(measured);
		verdicts.push(verdict);
	}
	const limits = limitsFrom(verdicts, {
		kind: isLowering ? "lowered" : "tuned",
		plan,
		marginPercent,
	});
	const facts = { name: plan.name, runs, marginPercent };
	process.stdout.write(tuningReport(limits, facts));
	write(tuning, withLimits(file, plan, limits));
	return 0;
}

/** Nobody tunes a gate to what it is there to stop. */
function refused(measured: Measured): number {
	const { verdict } = measured;
	printVerdict(verdict, { format: "text", ...measured });
	const leaks = verdict.outcome === "fail";
	process.stdout.write(
		leaks
			? "\nNothing was written: budgets are not tuned to a leak. Mend it, or let it pass for a while with leak-budget tune --accept.\n"
			: "\nNothing was written: the run was not decided.\n",
	);
	return verdict.exitCode;
}
