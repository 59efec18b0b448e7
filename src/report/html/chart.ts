import type { Counters, Reading, Settled } from "../../model/evidence.ts";
import type { Unit } from "../../model/verdict.ts";
import { amount } from "../amounts.ts";
import { downsample } from "./downsample.ts";
import { extent } from "./extent.ts";
import { type Html, html } from "./markup.ts";
import { percent } from "./percent.ts";
import { valueTicks } from "./ticks.ts";
import type { TimeScale } from "./time-scale.ts";

/** One curve of the timeline. */
export interface Series {
	/** Class in the style sheet. */
	readonly kind: "goroutines" | "heap";
	readonly title: string;
	readonly unit: Unit;
	readonly read: (counters: Counters) => number;
}

/** A settled state and when it was reached. */
export interface Mark {
	readonly atMs: number;
	readonly settled: Settled;
}

/** Pixels of the plot itself; the name stands above it. */
export const PLOT_HEIGHT = 120;

const MOST_POINTS = 600;

/** Settled values nearer to each other than this share of the width are not all written out. */
const LABEL_ROOM = 0.12;

/**
 * A curve with its axis. Places across are percentages and those downwards
 * pixels, so that letters and dots keep their size at every width; only the
 * curve itself is stretched.
 */
export function chart(
	series: Series,
	readings: readonly Reading[],
	marks: readonly Mark[],
	scale: TimeScale,
	top: number,
): Html {
	const { kind, title, unit, read } = series;
	const values = readings.map(({ counters }) => read(counters));
	const settled = marks.map((mark) => read(mark.settled.counters));
	const { lowest, highest } = extent(values);
	const ticks = valueTicks(extent([...values, ...settled]).highest, unit);
	const most = ticks.at(-1) || 1;
	const y = (value: number) =>
		top + PLOT_HEIGHT * (1 - Math.max(0, value) / most);
	const [base] = settled;
	return html`<g class="${kind}">
<text class="name" x="0" y="${top - 12}">${title}<tspan class="range" dx="10">lowest ${amount(lowest, unit)}, highest ${amount(highest, unit)}</tspan></text>
${ticks.map(
	(
		tick,
	) => html`<line class="grid" x1="0" x2="100%" y1="${px(y(tick))}" y2="${px(y(tick))}"/>
<text x="-8" y="${px(y(tick) + 4)}" text-anchor="end">${tickLabel(tick, unit)}</text>`,
)}
${base === undefined ? null : html`<line class="base" x1="0" x2="100%" y1="${px(y(base))}" y2="${px(y(base))}"/>`}
${curve(readings, read, scale, (value) => y(value) - top, top)}
${dots(marks, settled, scale, y, unit)}
</g>`;
}

function curve(
	readings: readonly Reading[],
	read: Series["read"],
	scale: TimeScale,
	y: (value: number) => number,
	top: number,
): Html {
	const points = downsample(
		readings.map(({ atMs, counters }) => ({
			x: scale.place(atMs) * 1000,
			y: read(counters),
		})),
		MOST_POINTS,
	);
	const line = points
		.map((point) => `${px(point.x)} ${px(y(point.y))}`)
		.join("L");
	const floor = px(PLOT_HEIGHT);
	const from = px(points[0]?.x ?? 0);
	const to = px(points.at(-1)?.x ?? 0);
	return html`<svg x="0" y="${top}" width="100%" height="${PLOT_HEIGHT}" viewBox="0 0 1000 ${PLOT_HEIGHT}" preserveAspectRatio="none" overflow="visible">
<path class="area" d="M${from} ${floor}L${line}L${to} ${floor}Z"/>
<path class="curve" d="M${line}" vector-effect="non-scaling-stroke"/>
</svg>`;
}

function dots(
	marks: readonly Mark[],
	values: readonly number[],
	scale: TimeScale,
	y: (value: number) => number,
	unit: Unit,
): readonly Html[] {
	const shares = marks.map(({ atMs }) => scale.place(atMs));
	const labelled = withRoom(shares);
	return marks.map((_, index) => {
		const value = values[index] ?? 0;
		const at = shares[index] ?? 0;
		const label = labelled.has(index)
			? html`<text class="value${isTight(shares, index) ? " tight" : ""}" x="${percent(at)}" y="${px(y(value) - 9)}" text-anchor="${at < LABEL_ROOM ? "start" : "end"}">${amount(value, unit)}</text>`
			: null;
		return html`<circle cx="${percent(at)}" cy="${px(y(value))}" r="4.5"/>${label}`;
	});
}

/** Whether the next label is so near that a narrow window has no room for both. */
function isTight(shares: readonly number[], index: number): boolean {
	const at = shares[index] ?? 0;
	const room = at < LABEL_ROOM ? 0.34 : 0.17;
	return (shares[index + 1] ?? Number.POSITIVE_INFINITY) - at < room;
}

/** The last one always, and from there back each that has room. */
function withRoom(shares: readonly number[]): ReadonlySet<number> {
	const kept = new Set<number>();
	let next = Number.POSITIVE_INFINITY;
	for (const [index, at] of [...shares.entries()].reverse()) {
		if (next - at < LABEL_ROOM) continue;
		kept.add(index);
		next = at;
	}
	return kept;
}

function tickLabel(value: number, unit: Unit): string {
	return value === 0 ? "0" : amount(value, unit).replace(".0 ", " ");
}

function px(value: number): string {
	return value.toFixed(1);
}
