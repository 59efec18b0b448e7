import type { Culprit } from "../model/verdict.ts";

/** In a message `[text](target)` is a link and `{0}` an argument, also in plain text (SARIF 2.1.0, 3.11.5 and 3.11.6): foreign text is neither. */
export function sarifText(text: string): string {
	return text.replaceAll("](", "] (").replaceAll(/\{(?=\d+\})/gu, "{ ");
}

/** A path in the repository as a relative reference; undefined where it leads out of it. */
export function repositoryUri(path: string): string | undefined {
	const steps = path.replaceAll(/\p{Cs}/gu, "\ufffd").split("/");
	const leadsOut = steps.some((step) => ["", ".", ".."].includes(step));
	return leadsOut ? undefined : steps.map(encodeURIComponent).join("/");
}

/**
 * What stays the same while lines move and closures are counted anew. Code
 * scanning itself goes by `primaryLocationLineHash`, which its upload action
 * computes from the source, warning of any other value: ours has its own name.
 */
export function sarifFingerprint(
	{ metric, function: name, scenario }: Culprit,
	ruleId: string,
	path: string,
): Readonly<Record<string, string>> {
	const home = name.replace(/(?:\.func\d+|\.gowrap\d+|\.\d+|-fm)+$/u, "");
	const parts = JSON.stringify([ruleId, metric, scenario, path, home]);
	return { "leakBudget/v1": fnv1a(parts) };
}

/** FNV-1a, 64 bits, over UTF-16 units: no secret, only short. */
function fnv1a(text: string): string {
	let hash = 0xcbf29ce484222325n;
	for (let at = 0; at < text.length; at++) {
		hash ^= BigInt(text.charCodeAt(at));
		hash = BigInt.asUintN(64, hash * 0x100000001b3n);
	}
	return hash.toString(16).padStart(16, "0");
}
