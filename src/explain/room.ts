import type { Finding, Verdict } from "../model/verdict.ts";

/** The lines under `budgets` with which this verdict would pass. */
export function roomToPass({
	findings,
}: Pick<Verdict, "findings">): readonly string[] {
	return roomForAll(
		findings.filter(({ outcome, excused }) => outcome === "over" && !excused),
	);
}

/** The lines under `budgets` that all of these findings would be within; limits of single stacks are left to their entries. */
export function roomForAll(findings: readonly Finding[]): readonly string[] {
	const most = new Map<string, Finding>();
	for (const finding of findings) {
		const key = `${finding.metric} ${finding.limit.kind}`;
		if (needed(finding) > needed(most.get(key))) most.set(key, finding);
	}
	return [...most.values()].map(roomFor).filter((line) => line !== null);
}

/**
 * The line of the budget file that this finding would be within, a little
 * rounded up: `goroutines: +100`. Null where there is no number to go by, and
 * for a metric whose name cannot be a key, and for a limit of single stacks.
 */
export function roomFor(finding: Finding): string | null {
	const most = needed(finding);
	if (most <= 0) return null;
	if (!/^[a-z_]{1,40}$/u.test(finding.metric)) return null;
	const sign = finding.limit.kind === "ceiling" ? "" : "+";
	return `${finding.metric}: ${sign}${roomy(most, finding.unit)}`;
}

function needed(finding: Finding | undefined): number {
	if (finding === undefined || finding.stacks !== undefined) return 0;
	const { limit, after, growth } = finding;
	return (limit.kind === "ceiling" ? after : growth) ?? 0;
}

function roomy(value: number, unit: Finding["unit"]): string {
	if (unit === "count") return String(Math.ceil(value));
	// Bytes differ from run to run.
	const kib = Math.ceil((value * 1.1) / 1024);
	return kib < 10 * 1024 ? `${kib}KiB` : `${Math.ceil(kib / 1024)}MiB`;
}
