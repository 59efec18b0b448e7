import { Stop } from "../model/problem.ts";
import { problemReport } from "../report/text-problems.ts";
import { exitOnBug } from "./bug.ts";
import { look } from "./look.ts";
import { REPORT_COMMANDS } from "./profile-commands.ts";
import { printDiff } from "./profile-diff.ts";
import { printExplanation } from "./profile-explain.ts";
import { printProfile } from "./profile-report.ts";

/** Runs one of PROFILE_COMMANDS, the first word; returns the exit code: 2 for what the user can mend, else 0. */
export async function profileCommand([
	name,
	...words
]: readonly string[]): Promise<number> {
	exitOnBug();
	try {
		const report = REPORT_COMMANDS.find((command) => command === name);
		if (report) await printProfile(report, words);
		else await (name === "explain" ? printExplanation : printDiff)(words);
		return 0;
	} catch (error) {
		if (!(error instanceof Stop)) throw error;
		process.stderr.write(problemReport(error.problems, look(process.stderr)));
		return 2;
	}
}
