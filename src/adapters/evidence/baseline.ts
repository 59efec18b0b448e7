import { copyFileSync, existsSync, lstatSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Stop } from "../../model/problem.ts";
import { EVIDENCE, JOURNAL } from "./layout.ts";
import { readEvidence } from "./read.ts";
import { openEvidence } from "./write.ts";

/**
 * Writes into the empty place `into` what later runs need of the run in
 * `folder` to compare themselves with it: its journal and the profiles that the
 * judge reads. No logs, no readable dumps, no base of its own.
 */
export function stageBaseline(folder: string, into: string): void {
	const { events, read } = readEvidence(folder);
	const { save } = openEvidence(into);
	for (const event of events()) {
		if (event.type !== "snapshot" || event.snapshot.moment === "during")
			continue;
		const { profiles } = event.snapshot;
		for (const path of JUDGED.flatMap((name) => profiles[name] ?? []))
			save(path, read(path));
	}
	copyFileSync(join(folder, EVIDENCE, JOURNAL), join(into, EVIDENCE, JOURNAL));
	copyFileSync(join(folder, "verdict.json"), join(into, "verdict.json"));
}

const JUDGED = ["goroutine", "heap", "goroutineleak"];

/** Makes room for a baseline; a Stop `out-not-ours` where something else lies there. */
export function clearStage(stage: string): void {
	const there = lstatSync(stage, { throwIfNoEntry: false });
	if (there === undefined) return;
	if (!there.isDirectory() || !existsSync(join(stage, EVIDENCE, JOURNAL)))
		throw new Stop({
			code: "out-not-ours",
			message: `${stage} exists, and no run of this tool wrote it.`,
			remedy: "Give it another name.",
		});
	rmSync(stage, { recursive: true, force: true });
}
