import type { Change } from "../model/excerpt.ts";
import { isPullRequest, type Reader } from "./reader.ts";

/** `changed in this PR`; null where it was not, or nobody knows. A PR only where its reader looks at one. */
export function changeWords(
	change: Change | undefined,
	reader: Reader = {},
): string | null {
	const where = isPullRequest(reader) ? "this PR" : "this branch";
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
