import { shortFunction } from "../../explain/function-name.ts";
import { shortFile } from "../../explain/short-file.ts";
import {
	type Difference,
	FOLDED,
	sidesOf,
	type Tree,
} from "../../model/difference.ts";
import { formatSigned } from "../../model/quantity.ts";
import { amount, fromTo } from "../amounts.ts";
import { plain, plainName } from "../plain.ts";
import { type Html, html } from "./markup.ts";
import {
	framesOf,
	type RowKind,
	type ShownFrame,
	type StackRow,
} from "./stack-rows.ts";

/** A sign and a word for each kind: nobody has to see the colour. */
export const KINDS: Readonly<Record<RowKind, string>> = {
	new: "+ new",
	grown: "▲ grown",
	shrunk: "▼ shrunk",
	gone: "− gone",
	same: "= same",
};

/**
 * The lines of the table, each with its whole stack to open. The roles say again
 * what the elements mean, for a narrow window lays them out as blocks.
 */
export function stackLines(
	difference: Difference,
	tree: Tree,
	rows: readonly StackRow[],
): readonly Html[] {
	const { unit, compared } = difference;
	return rows.map(
		({ node, kind, before, after }) => html`<tr role="row" class="kind-${kind}">
${compared ? html`<td role="cell" class="number change">${formatSigned(after - before, unit)}</td><td role="cell" class="number">${fromTo(before, after, unit)}</td><td role="cell" class="kind">${KINDS[kind]}</td>` : html`<td role="cell" class="number">${amount(after, unit)}</td>`}
<td role="cell" class="where">${where(difference, tree, node)}</td>
</tr>`,
	);
}

function where(difference: Difference, tree: Tree, node: number): Html {
	const frames = framesOf(difference, tree, node);
	if (difference.nodes.function[node] === FOLDED)
		return html`<span class="muted">small stacks${frames[0] ? html` beneath <code>${frameName(frames[0])}</code>` : null}, added up</span>`;
	const own = frames.find(({ origin }) => origin === "first-party");
	const [leaf] = frames;
	const frame = own ?? leaf;
	if (!frame) return html`<span class="muted">(no frames)</span>`;
	const through =
		own && leaf && leaf !== own
			? html` <span class="muted">in <code>${frameName(leaf)}</code></span>`
			: null;
	return html`<details><summary><code>${frameName(frame)}</code> <span class="muted">${framePlace(frame)}</span>${through}</summary>
<ol class="stack">
${frames.slice(0, MOST_FRAMES).map((one) => html`<li${one === frame ? html` class="here"` : null}><code>${plainName(one.function, 240)}</code> ${framePlace(one)}</li>`)}
${frames.length > MOST_FRAMES ? html`<li>… and ${frames.length - MOST_FRAMES} more frames</li>` : null}
</ol></details>`;
}

const MOST_FRAMES = 128;

/** Samples tell the bytes of a heap only about. */
export function captionOf({ title, unit, remark }: Difference): string {
	return [
		plainName(title, 120),
		...(unit === "bytes" ? ["estimated from samples"] : []),
		...(remark === undefined ? [] : [plain(remark, 200)]),
	].join(", ");
}

/** `before → after` */
export function sidesWords(difference: Difference): string {
	return sidesOf(difference).join(" → ");
}

/** `orders.(*Client).Get` */
export function frameName({ function: name }: ShownFrame): string {
	return plainName(shortFunction(name), 90);
}

/** `orders/client.go:38`; nothing where the profile names no file. */
export function framePlace({ file, line }: ShownFrame): string {
	return file === "" ? "" : `${plainName(shortFile(file), 80)}:${line}`;
}
