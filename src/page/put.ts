import type { Html } from "../report/html/markup.ts";

/** The only way in which markup gets into the page: made by `html`, and so escaped. */
export function put(element: Element, content: Html): void {
	element.innerHTML = content.markup;
}

/** A part of the page that our own markup has just made. */
export function part(root: ParentNode, selector: string): HTMLElement {
	const found = root.querySelector<HTMLElement>(selector);
	if (!found) throw new Error(`the page has no ${selector}`);
	return found;
}
