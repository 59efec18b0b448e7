import { readDocument } from "./document.ts";
import { textAt } from "./node.ts";

/** Of these metrics, those that the budget file sets to `off`. */
export function switchedOff(
	text: string,
	metrics: readonly string[],
): readonly string[] {
	const { root } = readDocument(text);
	return metrics.filter((name) => textAt(root, ["budgets", name]) === "off");
}
