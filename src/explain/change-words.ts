import type { Change } from "../model/excerpt.ts";

/** `changed in this PR`; null where it was not, or nobody knows. `links` stand only where the reader looks at GitHub. */
export function changeWords(
	change: Change | undefined,
	{ links }: { readonly links?: unknown } = {},
): string | null {
	const where = links === undefined ? "this branch" : "this PR";
	switch (change) {
		case "line":
			return `changed in ${where}`;
		case "function":
			return `its function changed in ${where}`;
		case "none":
		case undefined:
			return null;
		default:
			return change satisfies never;
	}
}
