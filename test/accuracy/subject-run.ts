import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import * as z from "zod";
import { readEvidence } from "../../src/adapters/evidence/read.ts";
import type { Evidence } from "../../src/model/evidence.ts";
import { foldJournal } from "../../src/model/journal.ts";
import type { Verdict } from "../../src/model/verdict.ts";
import type { Binaries } from "./binaries.ts";
import { budgetFile } from "./budget-file.ts";
import { servicePort } from "./service-port.ts";
import type { Subject } from "./subject.ts";

/** What a case says of itself when it is stopped (serve.go): all that it leaked, and what goleak found. */
const Report = z.strictObject({
	goroutines: z.number(),
	bytes: z.number(),
	files: z.number(),
	/** null: goleak came to no end in time. */
	goleak: z.number().nullable(),
});
export type Report = z.infer<typeof Report>;

/** One run of a subject by the CLI. */
export interface SubjectRun {
	readonly subject: Subject;
	readonly verdict: Verdict;
	readonly evidence: Evidence;
	/** Absent where the service was gone before it could tell. */
	readonly report?: Report;
	readonly seconds: number;
}

/** Runs a subject in `folder` (which must not exist), as a user would. An aborted run is stopped as by Ctrl-C. */
export async function runSubject(
	subject: Subject,
	options: {
		readonly cli: string;
		readonly binaries: Binaries;
		readonly folder: string;
		readonly signal: AbortSignal;
	},
): Promise<SubjectRun> {
	const { cli, binaries, folder, signal } = options;
	mkdirSync(folder, { recursive: true });
	const file = join(folder, "leak-budget.yml");
	const report = join(folder, "report.json");
	const out = join(folder, "out");
	const binary = binaries[subject.binary];
	const port = await servicePort();
	writeFileSync(file, budgetFile(subject, { binary, port, report }));
	const beganMs = performance.now();
	const words = [cli, "run", file, "--out", out, "--quiet"];
	const { stderr } = await execa(process.execPath, words, {
		cwd: folder,
		reject: false,
		cancelSignal: signal,
		// The CLI ends the service first, which may take as long as its stop timeout.
		forceKillAfterDelay: 20_000,
	});
	signal.throwIfAborted();
	const seconds = (performance.now() - beganMs) / 1000;
	const told = reportIn(report);
	try {
		return {
			subject,
			verdict: JSON.parse(readFileSync(join(out, "verdict.json"), "utf8")),
			evidence: foldJournal(readEvidence(out).events()),
			...(told && { report: told }),
			seconds,
		};
	} catch (error) {
		const message = `${subject.name} has no verdict; the CLI said: ${stderr}`;
		throw new Error(message, { cause: error });
	}
}

function reportIn(file: string): Report | undefined {
	try {
		return Report.parse(JSON.parse(readFileSync(file, "utf8")));
	} catch {
		return undefined;
	}
}
