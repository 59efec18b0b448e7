import { html } from "../report/html/markup.ts";
import { SHADES, widthChoice } from "./explorer-markup.ts";
import { icicle } from "./icicle.ts";
import { type Width, weightOf } from "./layout.ts";
import { part, put } from "./put.ts";
import type { Found } from "./search.ts";
import type { Shown } from "./shown.ts";
import { foundWords, nameOf, numbersOf, placeOf, shareOf } from "./words.ts";

export interface Panel {
	/** Another difference, in its first view. */
	readonly show: (shown: Shown, found: Found | null) => void;
	/** The same difference after another search. */
	readonly find: (found: Found | null) => void;
}

/** The icicle with its choice of widths, what is pointed at, and what a search found. */
export function iciclePanel(root: HTMLElement, first: Shown): Panel {
	const at = (selector: string) => part(root, selector);
	const state: {
		shown: Shown;
		found: Found | null;
		width: Width;
		zoom: number;
	} = { shown: first, found: null, width: "change", zoom: 0 };

	const bars = icicle(at(".icicle"), {
		point: (node) => tell(node ?? state.zoom),
		zoom: (node) => {
			state.zoom = node;
			draw();
		},
	});
	const tell = (node: number) => {
		const { difference, tree } = state.shown;
		put(
			at(".detail"),
			html`<strong><code>${nameOf(difference, node)}</code></strong> <span class="muted">${placeOf(difference, node)}</span><br>${numbersOf(difference, tree, node)} <span class="muted">· ${shareOf(tree, state.width, node)}</span>`,
		);
	};
	const draw = () => {
		const { shown, found, width, zoom } = state;
		const { difference, tree } = shown;
		bars.draw({ difference, tree, width, zoom, found });
		tell(zoom);
		at(".found").textContent = found
			? foundWords(difference, tree, width, found)
			: "";
	};
	at(".widths").addEventListener("change", ({ target }) => {
		if (!(target instanceof HTMLInputElement)) return;
		state.width = target.value === "after" ? "after" : "change";
		// What is zoomed may have no width of the other kind.
		if (weightOf(state.shown.tree, state.width, state.zoom) === 0)
			state.zoom = 0;
		draw();
	});
	return {
		show: (shown, found) => {
			const { difference, tree } = shown;
			const hasChanged = difference.compared && weightOf(tree, "change", 0) > 0;
			const hasBoth = hasChanged && weightOf(tree, "after", 0) > 0;
			state.shown = shown;
			state.found = found;
			state.zoom = 0;
			state.width = hasChanged ? "change" : "after";
			put(
				at(".widths"),
				hasBoth ? widthChoice(difference, state.width) : html``,
			);
			put(at(".shades"), difference.compared ? SHADES : html``);
			at(".icicle").setAttribute("aria-label", `Icicle of ${difference.title}`);
			draw();
		},
		find: (found) => {
			state.found = found;
			draw();
		},
	};
}
