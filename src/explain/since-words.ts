import type { Culprit } from "../model/verdict.ts";
import { isPullRequest, type Reader } from "./reader.ts";

/** `new in this PR`, `as in its base`; null where no base tells. A PR only where its reader looks at one. */
export function sinceWords(
	culprit: Pick<Culprit, "since"> | undefined,
	reader: Reader = {},
): string | null {
	const since = culprit?.since;
	switch (since) {
		case "new":
			return isPullRequest(reader) ? "new in this PR" : "new since its base";
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
