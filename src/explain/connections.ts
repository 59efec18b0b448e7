import { formatCount } from "../model/quantity.ts";
import type { Observed, Verdict } from "../model/verdict.ts";

/** Where connections grew too much: how many are in which state, and what the state says. */
export function connectionRemarks(verdict: Verdict): readonly string[] {
	const finding = verdict.findings.find(
		({ metric, outcome }) =>
			metric === "tcp_connections" && outcome !== "within",
	);
	const parts = finding?.parts ?? [];
	if (parts.length === 0) return [];
	const grown = parts.toSorted((a, b) => growth(b) - growth(a));
	const [worst] = grown;
	const meaning = worst && growth(worst) > 0 ? meaningOf(worst.name) : null;
	const states = grown.map(
		({ name, before, after }) =>
			`${name} ${formatCount(before)} → ${formatCount(after)}`,
	);
	return [
		`Connections by state: ${states.join(", ")}.${meaning === null ? "" : ` ${meaning}`}`,
	];
}

function growth({ before, after }: NonNullable<Observed["parts"]>[number]) {
	return after - before;
}

/** Names come from a file: `constructor` is not a state. */
function meaningOf(state: string): string | null {
	return Object.hasOwn(MEANINGS, state) ? (MEANINGS[state] ?? null) : null;
}

const MEANINGS: Readonly<Record<string, string>> = {
	established:
		"Both ends still hold them: a client or a response body that is never closed, or a pool without a bound.",
	close_wait:
		"In close_wait the other end has closed, and the service has not: a Close is missing.",
	syn_sent: "They are still being made: nobody answers at the other end.",
	close: "They are broken off and still held: a Close is missing.",
};
