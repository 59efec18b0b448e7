import { Stop } from "../model/problem.ts";
import { exitOnBug } from "./bug.ts";
import { type CommandLine, parseCommandLine } from "./command-line.ts";
import { demo } from "./demo.ts";
import { doctor } from "./doctor.ts";
import { init } from "./init.ts";
import { interruptSignal } from "./interrupt.ts";
import { judgeAgain } from "./judge-again.ts";
import { open } from "./open.ts";
import { printProblems } from "./print.ts";
import { report } from "./report.ts";
import { runPlans } from "./run-plans.ts";
import { schema } from "./schema.ts";
import { selftest } from "./selftest.ts";
import { tune } from "./tune.ts";

/** A command: what it prints it prints itself; it returns the exit code. */
export type Command = (
	line: CommandLine,
	signal: AbortSignal,
) => Promise<number>;

const COMMANDS: Readonly<Record<string, Command>> = {
	run: runPlans,
	judge: judgeAgain,
	report,
	open,
	demo,
	selftest,
	schema,
	tune,
	init,
	doctor,
};

/** Runs the command that the words name. What the user can mend ends in its sentence and exit code 2; anything else is thrown. */
export async function runCommand(words: readonly string[]): Promise<number> {
	exitOnBug();
	const interrupt = interruptSignal();
	let format: CommandLine["format"] = "text";
	try {
		const line = parseCommandLine(words, Object.keys(COMMANDS));
		// What goes to a file leaves standard output, and errors, to people.
		const toFile = line.command === "report" && line.out !== "-";
		format = toFile ? "text" : line.format;
		const command = COMMANDS[line.command];
		if (!command) throw new Error(`no command is called ${line.command}`);
		return await command(line, interrupt.signal);
	} catch (error) {
		if (!(error instanceof Stop)) throw error;
		printProblems(error.problems, format);
		return 2;
	} finally {
		interrupt.release();
	}
}
