import { formatCount } from "../model/quantity.ts";
import { html } from "../report/html/markup.ts";
import { kindChoice, tableMarkup, tableRows } from "./explorer-markup.ts";
import type { Panel } from "./icicle-panel.ts";
import { part, put } from "./put.ts";
import type { Found } from "./search.ts";
import type { Shown } from "./shown.ts";
import { chosenRows, kindOf, sortOf, type TableChoice } from "./table.ts";

const FEW = 30;
const MANY = 300;

const FIRST_CHOICE: TableChoice = {
	kind: "changed",
	sort: "change",
	descending: true,
};

/** The table of stacks with its choice of kinds: sorted by its head, as many lines as are asked for. */
export function tablePanel(root: HTMLElement, first: Shown): Panel {
	const at = (selector: string) => part(root, selector);
	const state: {
		shown: Shown;
		found: Found | null;
		choice: TableChoice;
		most: number;
	} = { shown: first, found: null, choice: FIRST_CHOICE, most: FEW };

	const drawRows = () => {
		const { shown, found, choice, most } = state;
		const { difference, tree, rows } = shown;
		const chosen = chosenRows(difference, tree, rows, choice, found);
		put(
			at("table.stacks tbody"),
			tableRows(difference, tree, chosen.slice(0, most)),
		);
		const left = chosen.length - most;
		const more = at(".more");
		more.hidden = left <= 0;
		more.textContent = `Show ${formatCount(Math.min(left, MANY))} more of ${formatCount(left)}`;
	};
	const draw = () => {
		put(at("table.stacks"), tableMarkup(state.shown.difference, state.choice));
		drawRows();
	};
	at(".kinds").addEventListener("change", ({ target }) => {
		if (!(target instanceof HTMLInputElement)) return;
		state.choice = { ...state.choice, kind: kindOf(target.value) };
		state.most = FEW;
		drawRows();
	});
	at("table.stacks").addEventListener("click", ({ target }) => {
		if (!(target instanceof HTMLElement)) return;
		const sort = sortOf(target.dataset.sort);
		if (!sort) return;
		const isAgain = state.choice.sort === sort;
		const descending = isAgain ? !state.choice.descending : true;
		state.choice = { ...state.choice, sort, descending };
		draw();
		at(`[data-sort="${sort}"]`).focus();
	});
	at(".more").addEventListener("click", () => {
		state.most += MANY;
		drawRows();
	});
	return {
		show: (shown, found) => {
			const { compared } = shown.difference;
			state.shown = shown;
			state.found = found;
			state.most = FEW;
			state.choice = compared
				? FIRST_CHOICE
				: { ...FIRST_CHOICE, sort: "after" };
			put(
				at(".kinds"),
				compared ? kindChoice(shown.rows, state.choice.kind) : html``,
			);
			draw();
		},
		find: (found) => {
			state.found = found;
			state.most = FEW;
			drawRows();
		},
	};
}
