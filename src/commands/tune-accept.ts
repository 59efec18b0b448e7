import { readEvidence } from "../adapters/evidence/read.ts";
import { acceptLeaks } from "../engine/accept.ts";
import { withIgnored } from "../engine/tune.ts";
import { judgeFolder } from "../engine.ts";
import { roomForAll } from "../explain/room.ts";
import type { Ignore } from "../model/plan.ts";
import type { Verdict } from "../model/verdict.ts";
import { acceptedReport } from "../report/tuning.ts";
import { printVerdict } from "./print.ts";
import { type Tuning, write } from "./tuning.ts";

/**
 * `tune --accept`: `ignore` entries for what leaks today. A leak may not show in
 * every run: each run is judged with the entries so far, and adds those it needs.
 * Exit 1 where something is left that no entry may name.
 */
export async function acceptToday(tuning: Tuning): Promise<number> {
	const { file, plan, line } = tuning;
	const { runs } = line.tune;
	const entries: Ignore[] = [];
	for (let run = 1; run <= runs; run++) {
		const by = { ...plan, ignore: [...(plan.ignore ?? []), ...entries] };
		const measured = await tuning.measure(by, run);
		const folder = readEvidence(measured.folder);
		const { entries: more, verdict } = acceptLeaks(
			(some) => judgeFolder(folder, { ...by, ignore: [...by.ignore, ...some] }),
			line.tune,
		);
		entries.push(...more);
		if (verdict.outcome === "pass") continue;
		printVerdict(verdict, { format: "text", ...measured });
		process.stdout.write(
			verdict.outcome === "fail"
				? `\nNothing was written: no entry for what is left would be narrow enough. Mend it, or give it room by hand:\nbudgets:\n${roomFor(verdict)}\n`
				: "\nNothing was written: the run was not decided.\n",
		);
		return verdict.exitCode;
	}
	process.stdout.write(acceptedReport(plan.name, entries, runs));
	write(tuning, withIgnored(file, entries));
	return 0;
}

function roomFor({ findings }: Verdict): string {
	const over = findings.filter(({ outcome }) => outcome === "over");
	return roomForAll(over)
		.map((line) => `  ${line}`)
		.join("\n");
}
