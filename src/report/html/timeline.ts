import type { Counters, Reading, Settled } from "../../model/evidence.ts";
import { amount } from "../amounts.ts";
import { type Band, bandsOf } from "./bands.ts";
import {
	chart,
	type Mark,
	PLOT_HEIGHT,
	percent,
	type Series,
	type Span,
	share,
} from "./chart.ts";
import { extent } from "./extent.ts";
import { type Html, html } from "./markup.ts";
import { formatMoment, timeTicks } from "./ticks.ts";
import { timelineTables } from "./timeline-tables.ts";

export const SERIES: readonly Series[] = [
	{
		kind: "goroutines",
		title: "Goroutines",
		unit: "count",
		read: (counters) => counters.goroutines,
	},
	{
		kind: "heap",
		title: "In-use heap",
		unit: "bytes",
		read: (counters) => counters.heapAlloc,
	},
];

/** Goroutines and in-use heap over the run, and the same as numbers. Null where fewer than two readings were taken. */
export function timeline(
	all: readonly Reading[],
	settled: readonly Settled[],
	scenarios: ReadonlyMap<number, string> = new Map(),
): Html | null {
	const readings = usable(all);
	const bands = bandsOf(readings);
	const span = {
		fromMs: readings[0]?.atMs ?? 0,
		toMs: readings.at(-1)?.atMs ?? 0,
	};
	if (span.toMs <= span.fromMs) return null;
	const marks = marksOf(readings, settled);
	return html`<section aria-labelledby="timeline">
<h2 id="timeline">Over the run</h2>
<figure class="timeline">
<svg role="img" aria-labelledby="timeline-title timeline-desc">
<title id="timeline-title">Goroutines and in-use heap over the run</title>
<desc id="timeline-desc">${SERIES.map((series) => description(series, readings, marks)).join(" ")}</desc>
${bands.map((band) => bandShape(band, span))}
${roundLabels(bands, span)}
${SERIES.map((series, index) => chart(series, readings, marks, span, TOP + index * STEP))}
${timeTicks(span.fromMs, span.toMs).map((atMs) => timeLabel(atMs, span))}
</svg>
<ul class="legend">
<li><span class="swatch before"></span>before load</li>
<li><span class="swatch load"></span>load</li>
<li><span class="swatch"></span>settling</li>
<li><span class="swatch dot"></span>settled value, after garbage collection</li>
</ul>
</figure>
${timelineTables(bands, settled, scenarios)}
</section>`;
}

/** Pixels from the top: names of the rounds, then each plot beneath its name. */
const TOP = 56;
const STEP = PLOT_HEIGHT + 46;
const BOTTOM = TOP + STEP + PLOT_HEIGHT;

/** Evidence may come from anywhere: what is not a number of this world cannot be drawn. */
function usable(readings: readonly Reading[]): readonly Reading[] {
	return readings
		.filter(({ atMs, counters }) => isNumber(atMs) && isDrawable(counters))
		.toSorted((a, b) => a.atMs - b.atMs);
}

function isDrawable(counters: Counters): boolean {
	return SERIES.every(({ read }) => isNumber(read(counters)));
}

function isNumber(value: number): boolean {
	return Math.abs(value) <= Number.MAX_SAFE_INTEGER;
}

/** A settled state belongs to the end of its round. */
function marksOf(
	readings: readonly Reading[],
	settled: readonly Settled[],
): readonly Mark[] {
	return settled.flatMap((one) => {
		const last = readings.findLast(({ round }) => round === one.round);
		if (last === undefined || !isDrawable(one.counters)) return [];
		return [{ atMs: last.atMs, settled: one }];
	});
}

function bandShape({ phase, fromMs, toMs }: Band, span: Span): Html {
	const from = share(fromMs, span);
	return html`<rect class="band-${phase}" x="${percent(from)}" y="0" width="${percent(share(toMs, span) - from)}" height="${BOTTOM}"/>`;
}

/** Each round is named in the middle of its load and settling, while there is room. */
function roundLabels(bands: readonly Band[], span: Span): readonly Html[] {
	const rounds = [...new Set(bands.map(({ round }) => round))];
	return rounds.flatMap((round) => {
		const own = bands.filter((band) => band.round === round);
		const from = share(own[0]?.fromMs ?? 0, span);
		const to = share(own.at(-1)?.toMs ?? 0, span);
		if (to - from < 0.03) return [];
		const wide = to - from >= 0.14;
		const text = round === 0 ? "before" : wide ? `round ${round}` : `${round}`;
		if (round === 0 && !wide) return [];
		return [
			html`<text x="${percent((from + to) / 2)}" y="16" text-anchor="middle">${text}</text>`,
		];
	});
}

function timeLabel(atMs: number, span: Span): Html {
	const at = share(atMs, span);
	const anchor = at < 0.03 ? "start" : at > 0.97 ? "end" : "middle";
	return html`<text x="${percent(at)}" y="${BOTTOM + 18}" text-anchor="${anchor}">${formatMoment(atMs)}</text>`;
}

function description(
	{ title, unit, read }: Series,
	readings: readonly Reading[],
	marks: readonly Mark[],
): string {
	const { highest } = extent(readings.map(({ counters }) => read(counters)));
	const settled = marks.map(({ settled: { round, counters } }) => {
		const value = amount(read(counters), unit);
		return round === 0
			? `${value} before load`
			: `${value} after round ${round}`;
	});
	return `${title}: ${[...settled, `${amount(highest, unit)} at most`].join(", ")}.`;
}
