import { icicleMarkup, ROW, type View } from "./icicle-markup.ts";
import type { Cell } from "./layout.ts";
import { put } from "./put.ts";
import { nextCell } from "./steps.ts";

export interface Icicle {
	readonly draw: (view: View) => void;
}

/** Bars in `element` that can be pointed at, clicked and walked through by keyboard. */
export function icicle(
	element: HTMLElement,
	on: {
		/** Null where nothing is pointed at any more. */
		readonly point: (node: number | null) => void;
		readonly zoom: (node: number) => void;
	},
): Icicle {
	const state: {
		view: View | null;
		cells: readonly Cell[];
		focus: number;
		pixels: number;
	} = { view: null, cells: [], focus: 0, pixels: 0 };

	const draw = (view: View) => {
		const hadFocus = element.contains(document.activeElement);
		if (view.difference !== state.view?.difference) state.focus = 0;
		state.view = view;
		element.hidden = false;
		state.pixels = element.clientWidth;
		const { bars, rows, cells } = icicleMarkup(
			view,
			Math.max(state.pixels, 1),
			state.focus,
		);
		state.cells = cells;
		element.style.height = `${Math.max(rows * ROW, ROW)}px`;
		// A tree without items would be none to assistive technology.
		element.hidden = cells.length === 0;
		put(element, bars);
		if (hadFocus) tabbed()?.focus();
	};
	const tabbed = () => element.querySelector<HTMLElement>('[tabindex="0"]');
	const focusOn = (node: number) => {
		tabbed()?.setAttribute("tabindex", "-1");
		const bar = element.querySelector<HTMLElement>(`[data-node="${node}"]`);
		bar?.setAttribute("tabindex", "0");
		bar?.focus();
	};
	/** Into a bar; out of the one that is zoomed already. */
	const zoomTo = ({ tree, zoom }: View, node: number) => {
		const to = node === zoom ? Math.max(tree.parent[node] ?? 0, 0) : node;
		state.focus = node;
		on.zoom(to);
	};

	element.addEventListener("click", (event) => {
		const node = nodeOf(event);
		if (node !== null && state.view) zoomTo(state.view, node);
	});
	element.addEventListener("pointerover", (event) => on.point(nodeOf(event)));
	element.addEventListener("pointerleave", () => on.point(null));
	element.addEventListener("focusin", (event) => {
		state.focus = nodeOf(event) ?? state.focus;
		on.point(nodeOf(event));
	});
	element.addEventListener("keydown", (event) => {
		const { view } = state;
		if (!view || event.ctrlKey || event.metaKey || event.altKey) return;
		if (event.key === "Enter" || event.key === " ") zoomTo(view, state.focus);
		else if (event.key === "Escape") on.zoom(0);
		else {
			const next = nextCell(state.cells, view.tree, state.focus, event.key);
			if (next === null) return;
			focusOn(next);
		}
		event.preventDefault();
	});
	new ResizeObserver(() => {
		if (state.view && element.clientWidth !== state.pixels) draw(state.view);
	}).observe(element);
	return { draw };
}

function nodeOf({ target }: Event): number | null {
	if (!(target instanceof Element)) return null;
	const node = target.closest("[data-node]")?.getAttribute("data-node");
	return node === null || node === undefined ? null : Number(node);
}
