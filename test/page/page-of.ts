import { createHash } from "node:crypto";
import type { Difference } from "../../src/model/difference.ts";
import { htmlReport } from "../../src/report/html/html-report.ts";
import { simulatedRun } from "../report/html/simulated-run.ts";
import { excerpt, verdict } from "../report/verdicts.ts";

/** The report of a leak with these profiles, run by the script `code`. */
export function pageOf(
	differences: readonly Difference[],
	code: string,
	log: readonly string[] = ["listening on :8080"],
): string {
	const judged = verdict();
	const sha256 = createHash("sha256").update(code).digest("base64");
	return htmlReport(judged, {
		...simulatedRun(judged),
		excerpts: [excerpt()],
		folder: "out",
		differences,
		log,
		script: { code, sha256 },
	});
}
