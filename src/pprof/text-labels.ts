import { goQuoted } from "./go-quoted.ts";
import type { Label } from "./label-sets.ts";

/**
 * Labels as Go prints them between braces, from `text[at]` = `{` on: the labels
 * and where they end; undefined where they do not read. Quoted with %q in
 * profiles of debug=1; in tracebacks, quoted where they hold more than letters,
 * digits and `. / _` (Go 1.27), or always (1.26 with tracebacklabels=1).
 */
export function textLabels(
	text: string,
	at: number,
): { readonly labels: readonly Label[]; readonly end: number } | undefined {
	const labels: Label[] = [];
	if (text[at] !== "{") return undefined;
	if (text[at + 1] === "}") return { labels, end: at + 2 };
	for (let from = at + 1; ; ) {
		const key = word(text, from);
		if (!key || text[key.end] !== ":") return undefined;
		const blank = text[key.end + 1] === " " ? 2 : 1;
		const value = word(text, key.end + blank);
		if (!value) return undefined;
		labels.push({ key: key.value, text: value.value });
		if (text[value.end] === "}") return { labels, end: value.end + 1 };
		if (!text.startsWith(", ", value.end)) return undefined;
		from = value.end + 2;
	}
}

function word(
	text: string,
	at: number,
): { readonly value: string; readonly end: number } | undefined {
	if (text[at] === '"') return goQuoted(text, at);
	let end = at;
	while (/[a-zA-Z0-9./_]/.test(text[end] ?? "")) end++;
	return { value: text.slice(at, end), end };
}
