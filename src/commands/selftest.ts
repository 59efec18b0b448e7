import { join, resolve } from "node:path";
import { readPlanFile } from "../adapters/plan-file.ts";
import { planFrom, planting, selftestOf } from "../engine.ts";
import type { Planted } from "../model/selftest.ts";
import { selftestReport } from "../report/selftest.ts";
import type { CommandLine } from "./command-line.ts";
import { look } from "./look.ts";
import { measure } from "./measure.ts";
import { printVerdict, progressPrinter } from "./print.ts";

const EXIT_CODES = { seen: 0, missed: 1, undecided: 2 } as const;

/**
 * `leak-budget selftest [FILE]`: a run in which the agent leaks on purpose.
 * Exit 0 when every budget saw it, 1 when one missed it, 2 without an answer.
 */
export async function selftest(
	line: CommandLine,
	signal: AbortSignal,
): Promise<number> {
	const plan = planFrom(
		readPlanFile(process.cwd(), line.operands[0]),
		process.env,
	);
	// The evidence of the last real run stays.
	const folder = resolve(join(line.out, "selftest"));
	let planted: Planted = { goroutines: 0, bytes: 0 };
	const { verdict, excerpts } = await measure({
		plan,
		folder,
		progress: progressPrinter(`${plan.name} (selftest)`, line.quiet),
		signal,
		around: (ports) =>
			planting(ports, (leak) => {
				planted = leak;
			}),
	});
	const result = selftestOf(verdict, planted);
	if (verdict.problems.length > 0)
		printVerdict(verdict, { format: "text", excerpts, folder });
	process.stdout.write(selftestReport(result, look(process.stdout)));
	return EXIT_CODES[result.outcome];
}
