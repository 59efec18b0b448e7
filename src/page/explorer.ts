import type { Difference } from "../model/difference.ts";
import { EXPLORER, subjectChoice } from "./explorer-markup.ts";
import { iciclePanel } from "./icicle-panel.ts";
import { part, put } from "./put.ts";
import { search } from "./search.ts";
import { type Shown, shownOf } from "./shown.ts";
import { tablePanel } from "./table-panel.ts";

/**
 * Icicle and table of one of several differences, and one search for both, in
 * the place of what stood in `root`. `add` takes another one and shows it.
 */
export function explorer(
	root: HTMLElement,
	differences: readonly Difference[],
	first: number,
): { readonly add: (difference: Difference) => void } {
	const [some, ...others] = differences.map(shownOf);
	if (!some) throw new Error("nothing to explore");
	const all: Shown[] = [some, ...others];
	const state = { shown: some, query: "" };
	put(root, EXPLORER);
	const panels = [iciclePanel(root, some), tablePanel(root, some)];

	const found = () => {
		const { difference, tree } = state.shown;
		return search(difference, tree, state.query);
	};
	const show = (index: number) => {
		state.shown = all[index] ?? some;
		put(part(root, ".subjects"), subjectChoice(all, index));
		const now = found();
		for (const panel of panels) panel.show(state.shown, now);
	};
	part(root, ".subjects").addEventListener("change", ({ target }) => {
		if (!(target instanceof HTMLInputElement)) return;
		show(Number(target.value));
		part(root, ".subjects :checked").focus();
	});
	part(root, "#find").addEventListener("input", ({ target }) => {
		if (!(target instanceof HTMLInputElement)) return;
		state.query = target.value;
		const now = found();
		for (const panel of panels) panel.find(now);
	});
	show(first);
	return {
		add: (difference) => {
			show(all.push(shownOf(difference)) - 1);
			// Which also scrolls it into view.
			part(root, ".subjects :checked").focus();
		},
	};
}
