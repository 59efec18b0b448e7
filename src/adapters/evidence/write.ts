import {
	appendFileSync,
	existsSync,
	mkdirSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { Stop } from "../../model/problem.ts";
import type { EvidenceWriter } from "../../ports.ts";
import { systemReason } from "../system-reason.ts";
import { EVIDENCE, JOURNAL, REPORTS } from "./layout.ts";

/**
 * Opens `folder` for a new run: what an earlier run wrote there is removed,
 * anything else is left alone, or a Stop `out-not-ours`. Each event and each
 * profile is on disk before the call returns. A folder that cannot be written
 * is a Stop `out-not-writable`.
 */
export function openEvidence(folder: string): EvidenceWriter {
	claim(folder);
	const evidence = join(folder, EVIDENCE);
	writing(folder, () => {
		rmSync(evidence, { recursive: true, force: true });
		mkdirSync(join(evidence, "logs"), { recursive: true });
		writeFileSync(join(evidence, JOURNAL), "");
	});
	return {
		append: (event) =>
			writing(folder, () =>
				appendFileSync(join(evidence, JOURNAL), `${JSON.stringify(event)}\n`),
			),
		save: (path, bytes) =>
			writing(folder, () => {
				mkdirSync(dirname(join(evidence, path)), { recursive: true });
				writeFileSync(join(evidence, path), bytes);
			}),
	};
}

/**
 * Takes `folder` for what is not a run: reports of an earlier run are removed,
 * for their verdict is not the newest any more; its evidence stays. The empty
 * journal of a new folder tells the next run whose reports these are.
 */
export function openForStopped(folder: string): void {
	claim(folder);
	const evidence = join(folder, EVIDENCE);
	writing(folder, () => {
		if (existsSync(join(evidence, JOURNAL))) return;
		mkdirSync(evidence, { recursive: true });
		writeFileSync(join(evidence, JOURNAL), "");
	});
}

/** Makes the folder and removes its reports. A Stop `out-not-ours` where something bears our names and there is no journal of ours. */
function claim(folder: string): void {
	writing(folder, () => {
		const evidence = join(folder, EVIDENCE);
		const taken = [EVIDENCE, ...REPORTS]
			.map((name) => join(folder, name))
			.find((path) => existsSync(path));
		if (taken !== undefined && !existsSync(join(evidence, JOURNAL))) {
			throw new Stop({
				code: "out-not-ours",
				message: `${taken} exists, and no run of this tool wrote it.`,
				remedy: "Name another folder with --out.",
			});
		}
		for (const name of REPORTS) rmSync(join(folder, name), { force: true });
		const made = mkdirSync(folder, { recursive: true });
		// A folder that was there already is not ours to hide from git.
		if (made !== undefined) writeFileSync(join(folder, ".gitignore"), "*\n");
	});
}

/** Writes a report beside the evidence. */
export function saveReport(folder: string, name: string, text: string): string {
	const path = join(folder, name);
	writing(folder, () => writeFileSync(path, text));
	return path;
}

function writing<T>(folder: string, write: () => T): T {
	try {
		return write();
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === undefined) throw error;
		throw new Stop({
			code: "out-not-writable",
			message: `The evidence folder ${folder} cannot be written: ${systemReason(error)}.`,
			remedy:
				"Make room or permission there, or name another folder with --out.",
		});
	}
}
