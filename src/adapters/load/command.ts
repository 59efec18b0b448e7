import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import type { CommandScenario } from "../../model/plan.ts";
import { Stop } from "../../model/problem.ts";
import { childEnvironment } from "../process/environment.ts";
import { howItEnded } from "../process/how-it-ended.ts";
import { type Exit, runShell } from "../process/shell.ts";
import { readRegularFile } from "../regular-file.ts";
import type { Driven, LoadContext } from "./driver.ts";
import {
	type FoundSummary,
	parse,
	readDocument,
	summaryReader,
} from "./summaries/reader.ts";

/** k6 exits so when a threshold was crossed: it ran, and that is a result. */
const k6ThresholdsFailed = 99;

/** Runs any load command, and reads the summary that some tools print. */
export async function driveCommand(
	scenario: CommandScenario,
	context: LoadContext,
): Promise<Driven> {
	const folder = await mkdtemp(join(context.workDir, "load-"));
	try {
		const k6File = join(folder, "k6-summary.json");
		const summary = summaryReader();
		const startedMs = context.clock.now();
		const { tail, ...exit } = await runShell({
			command: scenario.run,
			cwd: context.directory,
			env: childEnvironment(process.env, { K6_SUMMARY_EXPORT: k6File }),
			log: context.log,
			clock: context.clock,
			mask: context.mask,
			signal: context.signal,
			onStdout: summary.write,
		});
		const durationMs = context.clock.now() - startedMs;
		const found = readK6(k6File) ?? summary.end();
		if (!hasRun(exit, found)) throw cannotRun(scenario, exit, tail);
		return {
			result: { scenario: scenario.name, durationMs, ...named(found) },
			tail,
		};
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

function hasRun(exit: Exit, found: FoundSummary | undefined): boolean {
	return (
		exit.code === 0 ||
		(exit.code === k6ThresholdsFailed && found?.tool === "k6")
	);
}

function named(found: FoundSummary | undefined) {
	if (found === undefined) return {};
	const { tool, ...summary } = found;
	return { ...summary, summary: tool };
}

/** The file exists when the command was k6; a script may write a large one of its own there, or make a pipe of it. */
function readK6(file: string): FoundSummary | undefined {
	try {
		return readDocument(parse(readRegularFile(file, mostBytes).toString()));
	} catch {
		return undefined;
	}
}

const mostBytes = 16 * 1024 * 1024;

function cannotRun(
	scenario: CommandScenario,
	exit: Exit,
	tail: readonly string[],
): Stop {
	if (exit.code === 127) {
		return new Stop({
			code: "load-not-found",
			message: `The load command was not found: ${scenario.run}`,
			where: `load ${scenario.name}`,
			remedy:
				"Install it in a step before this one, or correct load.run: sh runs it in the folder of the budget file (for .github: the one above it).",
			tail,
		});
	}
	return new Stop({
		code: "load-failed",
		message: `The load ${howItEnded(exit)}: ${scenario.run}`,
		where: `load ${scenario.name}`,
		remedy:
			"A load that did not run to its end proves nothing: mend what its last lines say, or let load.run end with || true if that code is expected.",
		tail,
	});
}
