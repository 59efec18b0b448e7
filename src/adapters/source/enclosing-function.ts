/**
 * The top-level declaration around a line of Go, as gofmt lays it out: from the
 * `func` that begins a line to the brace that does; undefined outside of one.
 * Numbers from 1, both ends included.
 */
export function enclosingFunction(
	lines: readonly string[],
	line: number,
): { readonly first: number; readonly last: number } | undefined {
	const first = lines
		.slice(0, line)
		.findLastIndex((text) => /^func\b/.test(text));
	if (first < 0) return undefined;
	// One that fits a line ends on it.
	if (/\}\s*$/.test(lines[first] ?? ""))
		return first === line - 1 ? { first: line, last: line } : undefined;
	const end = lines.findIndex(
		(text, index) => index > first && /^\}/.test(text),
	);
	const last = end < 0 ? lines.length : end + 1;
	return line <= last ? { first: first + 1, last } : undefined;
}
