import { formatBytes, formatSigned } from "../model/quantity.ts";
import type { Memory, Verdict } from "../model/verdict.ts";

/**
 * The numbers of every memory leak hunt together, and what the gaps between
 * them mean; empty where memory is no matter. What the system gave (RSS)
 * beyond what Go holds is no Go memory; what Go holds beyond what is in use is
 * kept for reuse, and no leak.
 */
export function memoryRemarks(verdict: Verdict): readonly string[] {
	const { memory } = verdict;
	if (!memory) return [];
	const grew = growth(memory.before, memory.after);
	const gaps = [
		...stacks(grew, verdict),
		...reuse(grew),
		...outside(grew, memory.before),
	];
	if (gaps.length === 0 && !isOver(verdict, HEAP)) return [];
	return [line(memory), ...gaps];
}

const HEAP = ["inuse_space", "inuse_objects", "rss"];
const GOROUTINES = ["goroutines", "leaked_goroutines"];

/** Less than this is no matter: an allocator takes memory in pieces of megabytes. */
const NOTABLE_BYTES = 8 * 1024 ** 2;

/** An idle service's stacks move by 32 KiB. */
const NOTABLE_STACK_BYTES = 256 * 1024;

interface Growth {
	readonly rss: number | null;
	readonly held: number;
	readonly inuse: number;
	readonly stacks: number;
}

function growth(before: Memory, after: Memory): Growth {
	return {
		rss:
			before.rss === null || after.rss === null ? null : after.rss - before.rss,
		held: after.held - before.held,
		inuse: after.inuse - before.inuse,
		stacks: after.stacks - before.stacks,
	};
}

function isOver({ findings }: Verdict, metrics: readonly string[]): boolean {
	return findings.some(
		({ metric, outcome }) => outcome !== "within" && metrics.includes(metric),
	);
}

function line({ before, after }: NonNullable<Verdict["memory"]>): string {
	const move = (title: string, from: number, to: number) =>
		`${title} ${formatBytes(from)} → ${formatBytes(to)}`;
	return `Memory: ${[
		...(before.rss === null || after.rss === null
			? []
			: [move("RSS", before.rss, after.rss)]),
		move("held by Go", before.held, after.held),
		move("in use", before.inuse, after.inuse),
		move("stacks", before.stacks, after.stacks),
	].join(", ")}.`;
}

function stacks(grew: Growth, verdict: Verdict): readonly string[] {
	if (grew.stacks < NOTABLE_STACK_BYTES || !isOver(verdict, GOROUTINES))
		return [];
	return [
		`The goroutines' stacks take ${formatSigned(grew.stacks, "bytes")}, which no heap profile shows.`,
	];
}

function reuse({ rss, held, inuse, stacks }: Growth): readonly string[] {
	const kept = held - inuse - stacks;
	if (rss === null || kept < NOTABLE_BYTES || kept < rss / 2) return [];
	return [
		`${formatBytes(kept)} of the growth are held by Go for reuse after the load's peak, not leaked: GOMEMLIMIT or a lower GOGC keeps that smaller.`,
	];
}

/** Half as much again as before, too: code and files that are touched for the first time count as well. */
function outside({ rss, held }: Growth, before: Memory): readonly string[] {
	if (rss === null || before.rss === null) return [];
	const beyond = rss - Math.max(0, held);
	if (beyond < NOTABLE_BYTES || rss < before.rss / 2) return [];
	return [
		`${formatBytes(beyond)} of the RSS growth lie outside Go's own memory: allocated in C (cgo), or mapped. Go's profiles do not show them.`,
	];
}
