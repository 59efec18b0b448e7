import { formatDuration } from "../model/quantity.ts";
import type { Unit } from "../model/verdict.ts";
import { amount } from "../report/amounts.ts";
import { html } from "../report/html/markup.ts";
import type { Moments } from "../report/html/page-data.ts";
import { percent } from "../report/html/percent.ts";
import { nearest } from "./nearest.ts";
import { part, put } from "./put.ts";

/** The curves' names and units, in the order of `Moments.values`. */
const CURVES: readonly { readonly title: string; readonly unit: Unit }[] = [
	{ title: "goroutines", unit: "count" },
	{ title: "in-use heap", unit: "bytes" },
];

/** Values under the pointer, or under a hand that the arrow keys move, over the timeline in `figure`. */
export function moment(figure: HTMLElement, moments: Moments): void {
	const last = moments.place.length - 1;
	if (last < 1) return;
	const hand = document.createElement("div");
	hand.className = "hand";
	hand.tabIndex = 0;
	const attributes = {
		role: "slider",
		"aria-label": "Moment of the run",
		"aria-valuemin": "0",
		"aria-valuemax": String(last),
	};
	for (const [name, value] of Object.entries(attributes))
		hand.setAttribute(name, value);
	put(hand, html`<i hidden></i><output hidden></output>`);
	figure.append(hand);
	const line = part(hand, "i");
	const words = part(hand, "output");
	const state = { at: last };

	const show = (at: number) => {
		state.at = Math.min(Math.max(at, 0), last);
		const place = moments.place[state.at] ?? 0;
		const values = CURVES.map(
			({ title, unit }, row) =>
				`${amount(moments.values[row]?.[state.at] ?? null, unit)} ${title}`,
		);
		const when = `${formatDuration(moments.atMs[state.at] ?? 0)}, ${partOf(moments, state.at)}`;
		put(words, html`<b>${when}</b><br>${values.join(" · ")}`);
		hand.setAttribute("aria-valuenow", String(state.at));
		hand.setAttribute("aria-valuetext", `${when}: ${values.join(", ")}`);
		line.style.left = percent(place);
		words.style.left = percent(place);
		// It stays within the timeline at both of its ends.
		words.style.translate = `${-100 * place}% 0`;
		line.hidden = words.hidden = false;
	};
	const hide = () => {
		if (document.activeElement !== hand) line.hidden = words.hidden = true;
	};
	hand.addEventListener("pointermove", ({ clientX }) => {
		const { left, width } = hand.getBoundingClientRect();
		show(nearest(moments.place, (clientX - left) / width));
	});
	hand.addEventListener("pointerleave", hide);
	hand.addEventListener("focus", () => show(state.at));
	hand.addEventListener("blur", hide);
	hand.addEventListener("keydown", (event) => {
		const next = {
			ArrowLeft: state.at - 1,
			ArrowDown: state.at - 1,
			ArrowRight: state.at + 1,
			ArrowUp: state.at + 1,
			Home: 0,
			End: last,
			PageUp: state.at + 10,
			PageDown: state.at - 10,
		}[event.key];
		if (next === undefined) return;
		event.preventDefault();
		show(next);
	});
	hand.setAttribute("aria-valuenow", String(last));
}

function partOf({ phase, round }: Moments, at: number): string {
	const name = { before: "before load", load: "load", settle: "settling" }[
		phase[at] ?? "before"
	];
	return round[at] === 0 ? "before load" : `round ${round[at]}, ${name}`;
}
