import { formatDuration } from "../../model/quantity.ts";
import { type Html, html } from "./markup.ts";
import { percent } from "./percent.ts";
import { formatMoment, timeTicks } from "./ticks.ts";
import type { Stretch, TimeScale } from "./time-scale.ts";

/** Moments nearer to each other than this share of the width are not both written out. */
const LABEL_ROOM = 0.07;

/** Round moments beneath the timeline of `height` pixels, and how long each cut is. */
export function timeAxis(scale: TimeScale, height: number): readonly Html[] {
	const cuts = scale.breaks.map((cut) => cutMark(cut, scale, height));
	const taken = scale.breaks.map((cut) => middle(cut, scale));
	const ticks = timeTicks(scale.shown).filter((atMs) => {
		const at = scale.place(atMs);
		const isFree = taken.every((other) => Math.abs(other - at) >= LABEL_ROOM);
		if (isFree) taken.push(at);
		return isFree;
	});
	return [
		...cuts,
		...ticks.map((atMs) =>
			label(scale.place(atMs), formatMoment(atMs), height),
		),
	];
}

function cutMark(cut: Stretch, scale: TimeScale, height: number): Html {
	const from = scale.place(cut.fromMs);
	const to = scale.place(cut.toMs);
	return html`<g class="cut"><rect x="${percent(from)}" y="22" width="${percent(to - from)}" height="${height - 22}"/>
${[from, to].map((at) => html`<line x1="${percent(at)}" x2="${percent(at)}" y1="22" y2="${height}"/>`)}
${label(middle(cut, scale), `⁄⁄ ${formatDuration(cut.toMs - cut.fromMs)}`, height)}</g>`;
}

function middle(cut: Stretch, { place }: TimeScale): number {
	return (place(cut.fromMs) + place(cut.toMs)) / 2;
}

function label(at: number, text: string, height: number): Html {
	const anchor = at < 0.03 ? "start" : at > 0.97 ? "end" : "middle";
	return html`<text x="${percent(at)}" y="${height + 18}" text-anchor="${anchor}">${text}</text>`;
}
