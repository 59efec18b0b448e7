import type { Finding } from "../model/verdict.ts";

/**
 * The line of the budget file that this finding would be within, a little
 * rounded up: `goroutines: +100`. Null where there is no number to go by, and
 * for a metric whose name cannot be a key.
 */
export function roomFor(finding: Finding): string | null {
	const ceiling = finding.limit.kind === "ceiling";
	const needed = ceiling ? finding.after : finding.growth;
	if (needed === null || needed <= 0) return null;
	if (!/^[a-z_]{1,40}$/u.test(finding.metric)) return null;
	return `${finding.metric}: ${ceiling ? "" : "+"}${roomy(needed, finding.unit)}`;
}

function roomy(value: number, unit: Finding["unit"]): string {
	if (unit === "count") return String(Math.ceil(value));
	// Bytes differ from run to run.
	const kib = Math.ceil((value * 1.1) / 1024);
	return kib < 10 * 1024 ? `${kib}KiB` : `${Math.ceil(kib / 1024)}MiB`;
}
