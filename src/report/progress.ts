import type { Settled } from "../model/evidence.ts";
import type { Progress } from "../model/progress.ts";
import {
	formatBytes,
	formatCount,
	formatDuration,
	formatSigned,
} from "../model/quantity.ts";
import { palette } from "./ansi.ts";
import { cut, plain } from "./plain.ts";

export interface ProgressOptions {
	readonly color: boolean;
	/** Columns of the terminal: the line is cut so that it never wraps. Absent for a log. */
	readonly width?: number;
}

/** What a later line replaces: shown on a live terminal, left out of a log. */
export function isFleeting(progress: Progress): boolean {
	return progress.kind === "begin" || progress.kind === "live";
}

/** One line, without its end: `shop  build    go build -o bin/shop ./cmd/shop      6.1s`. */
export function progressLine(
	name: string,
	progress: Progress,
	{ color, width = 1000 }: ProgressOptions,
): string {
	const paint = palette(color);
	const head = `${plain(name, 24)}  `;
	const phase = plain(phaseOf(progress), 12).padEnd(8);
	const room = Math.max(8, width - head.length - phase.length - 2);
	return `${paint.dim(head)}${paint.bold(phase)} ${body(progress, room)}`.trimEnd();
}

function phaseOf(progress: Progress): string {
	switch (progress.kind) {
		case "begin":
		case "live":
		case "end":
			return progress.phase;
		case "before":
		case "note":
			return progress.kind;
		case "round":
			return `round ${progress.settled.round}`;
		default:
			return progress satisfies never;
	}
}

function body(progress: Progress, room: number): string {
	switch (progress.kind) {
		case "begin":
			return plain(progress.detail, room);
		case "live": {
			const { counters, elapsedMs } = progress;
			const now = [
				goroutines(counters.goroutines),
				`${formatBytes(counters.heapAlloc)} in use`,
			];
			return timed(now.join("   "), elapsedMs, room);
		}
		case "end":
			return ended(progress, room);
		case "before":
			return spaced(before(progress), room);
		case "round":
			return spaced(round(progress), room);
		case "note":
			return plain(progress.text, room);
		default:
			return progress satisfies never;
	}
}

/** Without a word on how it ended, `ready 1.0s` would read as ready. */
function ended(
	{ detail, ms, ended }: Extract<Progress, { kind: "end" }>,
	room: number,
): string {
	if (ended === undefined) return timed(plain(detail, room), ms, room);
	const left = Math.max(8, room - ended.length - 2);
	return cut(`${timed(plain(detail, left), ms, left)}  ${ended}`, room);
}

function before({
	settled: { counters },
	noise: [first, second],
}: Extract<Progress, { kind: "before" }>): readonly string[] {
	const swing = Math.abs(second.goroutines - first.goroutines);
	const heap = Math.abs(second.heapAlloc - first.heapAlloc);
	return [
		goroutines(counters.goroutines),
		`${formatBytes(counters.heapAlloc)} in use`,
		`(noise ±${formatCount(swing)}, ±${formatBytes(heap)})`,
	];
}

function round({
	scenario,
	load,
	start,
	settled,
	peak,
}: Extract<Progress, { kind: "round" }>): readonly string[] {
	const { counters } = settled;
	const grew = counters.goroutines - start.counters.goroutines;
	const bytes = counters.heapAlloc - start.counters.heapAlloc;
	return [
		scenario === undefined ? "" : plain(scenario, 30),
		load.requests === undefined
			? `load ${formatDuration(load.durationMs)}`
			: `${formatCount(load.requests)} ${load.requests === 1 ? "request" : "requests"}`,
		`peak ${formatCount(peak.goroutines)}`,
		`${formatCount(counters.goroutines)} ${rest(settled)}`,
		formatSigned(grew, "count"),
		bytes === 0 ? "" : `${formatSigned(bytes, "bytes")} in use`,
		settled.over.length === 0 ? "" : `over: ${settled.over.join(", ")}`,
	];
}

function rest({ settling, settledMs }: Settled): string {
	const waited = formatDuration(settledMs);
	switch (settling) {
		case "quiet":
		case "flat":
			return `after ${waited} idle`;
		case "proven":
			return `after ${waited} idle, proven to be stuck`;
		case "rising":
		case "falling":
		case "swinging":
			return `and ${settling} after ${waited} idle`;
		default:
			return settling satisfies never;
	}
}

function goroutines(count: number): string {
	return `${formatCount(count)} ${count === 1 ? "goroutine" : "goroutines"}`;
}

/** Detail, then how long it took, in a column of its own while there is room. */
function timed(detail: string, ms: number, room: number): string {
	const time = formatDuration(ms).padStart(7);
	const left = Math.max(1, room - time.length);
	return cut(detail, left).padEnd(Math.min(TIME_COLUMN, left)) + time;
}

const TIME_COLUMN = 56;

function spaced(parts: readonly string[], room: number): string {
	const text = parts
		.filter((part) => part !== "")
		.map((part) => plain(part))
		.join("   ");
	return cut(text, room);
}
