import { plainLine } from "./plain.ts";

/** Lines around a change that show where it is. */
const CONTEXT = 3;

/** Above so many pairs of lines what differs is shown as a whole. */
const MOST_PAIRS = 4_000_000;

type Line = { readonly sign: " " | "-" | "+"; readonly text: string };

/** What `diff -u` says of two texts, to be read by people: a line end is not shown. Empty where they are the same. */
export function lineDiff(file: string, before: string, after: string): string {
	if (before === after) return "";
	const lines = compared(linesOf(before), linesOf(after));
	const shown = lines.map((_, index) =>
		lines
			.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1)
			.some(({ sign }) => sign !== " "),
	);
	const out = [`--- ${file}`, `+++ ${file}, tuned`];
	let [old, now] = [1, 1];
	for (const [index, { sign, text }] of lines.entries()) {
		if (shown[index]) {
			if (!shown[index - 1]) out.push(`@@ -${old} +${now} @@`);
			out.push(sign + plainLine(text, 500));
		}
		if (sign !== "+") old++;
		if (sign !== "-") now++;
	}
	return `${out.join("\n")}\n`;
}

function linesOf(text: string): readonly string[] {
	return text.replace(/\n$/, "").split("\n");
}

function compared(
	before: readonly string[],
	after: readonly string[],
): readonly Line[] {
	const least = Math.min(before.length, after.length);
	let head = 0;
	while (head < least && before[head] === after[head]) head++;
	let tail = 0;
	while (tail < least - head && before.at(-1 - tail) === after.at(-1 - tail))
		tail++;
	const same = (lines: readonly string[]) =>
		lines.map((text): Line => ({ sign: " ", text }));
	return [
		...same(before.slice(0, head)),
		...changed(
			before.slice(head, before.length - tail),
			after.slice(head, after.length - tail),
		),
		...same(before.slice(before.length - tail)),
	];
}

/** By the longest common subsequence: budget files are short. */
function changed(
	before: readonly string[],
	after: readonly string[],
): readonly Line[] {
	const width = after.length + 1;
	const isShort = (before.length + 1) * width <= MOST_PAIRS;
	const common = new Uint32Array(isShort ? (before.length + 1) * width : 0);
	const at = (old: number, now: number) => common[old * width + now] ?? 0;
	if (isShort)
		for (let old = before.length - 1; old >= 0; old--)
			for (let now = after.length - 1; now >= 0; now--)
				common[old * width + now] =
					before[old] === after[now]
						? at(old + 1, now + 1) + 1
						: Math.max(at(old + 1, now), at(old, now + 1));
	const lines: Line[] = [];
	let [old, now] = [0, 0];
	while (old < before.length || now < after.length) {
		const [gone, come] = [before[old], after[now]];
		if (isShort && gone !== undefined && gone === come) {
			lines.push({ sign: " ", text: gone });
			old++;
			now++;
		} else if (
			gone !== undefined &&
			(come === undefined || at(old + 1, now) >= at(old, now + 1))
		) {
			lines.push({ sign: "-", text: gone });
			old++;
		} else {
			lines.push({ sign: "+", text: come ?? "" });
			now++;
		}
	}
	return lines;
}
