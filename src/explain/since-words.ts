import type { Culprit } from "../model/verdict.ts";

/** `new in this PR`, `as in its base`; null where no base tells. `links` stand only where the reader looks at GitHub. */
export function sinceWords(
	culprit: Pick<Culprit, "since"> | undefined,
	{ links }: { readonly links?: unknown } = {},
): string | null {
	const since = culprit?.since;
	switch (since) {
		case "new":
			return links === undefined ? "new since its base" : "new in this PR";
		case "worse":
			return "worse than in its base";
		case "already":
			return "as in its base";
		case "better":
			return "less than in its base";
		case undefined:
			return null;
		default:
			return since satisfies never;
	}
}
