import { cpSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { readPlanFile } from "../adapters/plan-file.ts";
import { withTemporaryFolder } from "../adapters/temporary.ts";
import { planFrom } from "../engine.ts";
import { type Side, sideBySide } from "../report/side-by-side.ts";
import type { CommandLine } from "./command-line.ts";
import { look } from "./look.ts";
import { measure } from "./measure.ts";
import { printVerdict, progressPrinter } from "./print.ts";
import { typed } from "./typed.ts";

/** Two folders up, both from src/commands and from dist/chunks. */
const SAMPLES = fileURLToPath(
	new URL("../../fixtures/services/", import.meta.url),
);

/** `leak-budget demo`: a leaking sample service, then its mended twin. Exit 0 when each got the verdict it deserves. */
export async function demo(
	line: CommandLine,
	signal: AbortSignal,
): Promise<number> {
	const leaking = await judgeSample("send-blocked", "leaking", line, signal);
	const mended = await judgeSample(
		"send-blocked-mended",
		"mended",
		line,
		signal,
	);
	process.stdout.write(sideBySide(leaking, mended, look(process.stdout)));
	return leaking.verdict.outcome === "fail" && mended.verdict.outcome === "pass"
		? 0
		: 2;
}

async function judgeSample(
	name: string,
	title: string,
	line: CommandLine,
	signal: AbortSignal,
): Promise<Side> {
	const folder = resolve(line.out, title);
	return withTemporaryFolder(async (work) => {
		// Built in a copy: an installed package is nobody's to write into.
		const copy = join(work, name);
		cpSync(join(SAMPLES, name), copy, { recursive: true });
		const plan = planFrom(readPlanFile(copy, "leak-budget.yml"), process.env);
		const { verdict, excerpts } = await measure({
			plan,
			folder,
			progress: progressPrinter(title, line.quiet),
			signal,
		});
		signal.throwIfAborted();
		if (verdict.outcome === "undecided")
			printVerdict(verdict, { format: "text", excerpts, folder });
		return { title, verdict, folder: typed(folder) };
	});
}
