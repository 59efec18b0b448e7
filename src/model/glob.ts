/**
 * Whether a glob matches a function's name. `*` stands for anything, also for
 * nothing; the star of a receiver, `(*Client)`, is itself. The path before the
 * package may be left out, as reports do: `orders.(*Client).Get` matches
 * `example.com/shop/internal/orders.(*Client).Get`. Takes no more than linear
 * time for each star, whoever wrote the pattern.
 */
export function matchesFunction(pattern: string, name: string): boolean {
	const parts = pattern.split(/(?<!\()\*|(?<=\()\*(?!\w)/u);
	return withoutPath(name).some((text) => matchesParts(parts, text));
}

/** The name itself, and what is left of it behind each slash of its import path. */
function withoutPath(name: string): readonly string[] {
	const path = name.split(/[([]/u, 1)[0] ?? "";
	const starts = [...path.matchAll(/\//gu)].map(({ index }) => index + 1);
	return [0, ...starts].map((start) => name.slice(start));
}

function matchesParts(parts: readonly string[], text: string): boolean {
	const [first = "", ...others] = parts;
	const last = others.pop();
	if (last === undefined) return text === first;
	if (!text.startsWith(first)) return false;
	let at = first.length;
	for (const part of others) {
		const found = text.indexOf(part, at);
		if (found < 0) return false;
		at = found + part.length;
	}
	return text.length - last.length >= at && text.endsWith(last);
}
