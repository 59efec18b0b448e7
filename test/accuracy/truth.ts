import type { Report, SubjectRun } from "./subject-run.ts";

/** Which count of a case tells the truth about a metric. */
const COUNTS: Readonly<Record<string, keyof Report>> = {
	goroutines: "goroutines",
	inuse_space: "bytes",
	open_files: "files",
};

/** What leaked in the subject's own metric over all rounds; undefined where the case does not count it. */
export function truthOf({ subject, report }: SubjectRun): number | undefined {
	const count = COUNTS[subject.metric];
	return report && count ? (report[count] ?? undefined) : undefined;
}

/** Whether it truly leaked in this run; a case that was gone before it could tell did what it is there for. */
export function hasLeaked(run: SubjectRun): boolean {
	const { subject, report } = run;
	if (subject.leaks === false) return false;
	if (!report) return subject.leaks === true;
	const own = truthOf(run);
	if (own !== undefined) return own > 0;
	return report.goroutines + report.bytes + report.files > 0;
}
