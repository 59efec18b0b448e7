import type { Counters, Reading, Settled } from "../../model/evidence.ts";
import { amount } from "../amounts.ts";
import { type Band, bandsOf } from "./bands.ts";
import { chart, type Mark, PLOT_HEIGHT, type Series } from "./chart.ts";
import { extent } from "./extent.ts";
import { type Html, html } from "./markup.ts";
import type { Moments } from "./page-data.ts";
import { percent } from "./percent.ts";
import { timeAxis } from "./time-axis.ts";
import { type TimeScale, timeScale } from "./time-scale.ts";
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
		title: "Heap, garbage included",
		unit: "bytes",
		read: (counters) => counters.heapAlloc,
	},
];

/** Goroutines and in-use heap over the run, and the same as numbers. Null where fewer than two readings were taken. */
export function timeline(
	all: readonly Reading[],
	settled: readonly Settled[],
	scenarios: ReadonlyMap<number, string> = new Map(),
	loadMs: ReadonlyMap<number, number> = new Map(),
): Html | null {
	const readings = usable(all);
	const bands = bandsOf(readings, loadMs);
	const scale = timeScale(bands);
	if (scale.toMs <= scale.fromMs) return null;
	const marks = marksOf(readings, settled);
	return html`<section aria-labelledby="timeline">
<h2 id="timeline">Over the run</h2>
<figure class="timeline">
<svg role="img" aria-labelledby="timeline-title timeline-desc">
<title id="timeline-title">Goroutines and in-use heap over the run</title>
<desc id="timeline-desc">${SERIES.map((series) => description(series, readings, marks)).join(" ")}</desc>
${bands.map((band) => bandShape(band, scale))}
${timeAxis(scale, BOTTOM)}
${roundLabels(bands, scale)}
${SERIES.map((series, index) => chart(series, readings, marks, scale, TOP + index * STEP))}
</svg>
<ul class="legend">
<li><span class="swatch before"></span>before load</li>
<li><span class="swatch load"></span>load</li>
<li><span class="swatch"></span>settling</li>
<li><span class="swatch dot"></span>settled value, after garbage collection</li>
${scale.breaks.length === 0 ? null : html`<li><span class="swatch cut"></span>a long wait, its middle squeezed together</li>`}
</ul>
</figure>
${timelineTables(bands, settled, scenarios)}
</section>`;
}

/** The readings that can be pointed at, as many as a page has room for. */
export function momentsOf(
	all: readonly Reading[],
	loadMs: ReadonlyMap<number, number> = new Map(),
): Moments {
	const readings = usable(all);
	const scale = timeScale(bandsOf(readings, loadMs));
	const every = Math.ceil(readings.length / MOST_MOMENTS);
	const shown = readings.filter((_, index) => index % every === 0);
	return {
		place: shown.map(({ atMs }) => Number(scale.place(atMs).toFixed(4))),
		atMs: shown.map(({ atMs }) => Math.round(atMs)),
		phase: shown.map(({ phase }) => phase),
		round: shown.map(({ round }) => round),
		values: SERIES.map(({ read }) =>
			shown.map(({ counters }) => read(counters)),
		),
	};
}

const MOST_MOMENTS = 800;

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

function bandShape({ phase, fromMs, toMs }: Band, scale: TimeScale): Html {
	const from = scale.place(fromMs);
	return html`<rect class="band-${phase}" x="${percent(from)}" y="0" width="${percent(scale.place(toMs) - from)}" height="${BOTTOM}"/>`;
}

/** Each round is named in the middle of its load and settling, while there is room. */
function roundLabels(
	bands: readonly Band[],
	scale: TimeScale,
): readonly Html[] {
	const rounds = [...new Set(bands.map(({ round }) => round))];
	return rounds.flatMap((round) => {
		const own = bands.filter((band) => band.round === round);
		const from = scale.place(own[0]?.fromMs ?? 0);
		const to = scale.place(own.at(-1)?.toMs ?? 0);
		if (to - from < 0.03) return [];
		const wide = to - from >= 0.14;
		const text = round === 0 ? "before" : wide ? `round ${round}` : `${round}`;
		if (round === 0 && !wide) return [];
		return [
			html`<text x="${percent((from + to) / 2)}" y="16" text-anchor="middle">${text}</text>`,
		];
	});
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
