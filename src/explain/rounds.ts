import { formatSigned } from "../model/quantity.ts";
import type { Observed } from "../model/verdict.ts";

/**
 * In which rounds a growth was seen: `+100 in every round of 200 requests`, `at
 * least +98 in each of the last 3 rounds`. `growth` is what the budget is held to.
 */
export function inRounds({ rounds, unit }: Observed, growth: number): string {
	const amount = formatSigned(growth, unit);
	if (rounds.length === 0) return amount;
	// A single stack may grow by more than the total, and means differ from rounds.
	if ((rounds.at(-1)?.growth ?? 0) < growth)
		return `${amount} a round${requests(rounds)}`;
	const earlier = rounds.findLastIndex((round) => round.growth < growth) + 1;
	const confirming = rounds.slice(earlier);
	const same = confirming.every((round) => round.growth === growth);
	const least = same ? amount : `at least ${amount}`;
	return `${least} in ${which(confirming.length, rounds.length)}${requests(confirming)}`;
}

function which(confirming: number, all: number): string {
	if (confirming === all) return all === 1 ? "one round" : "every round";
	return confirming <= 1
		? "the last round"
		: `each of the last ${confirming} rounds`;
}

function requests(rounds: Observed["rounds"]): string {
	const [first] = rounds;
	const known = first?.requests ?? null;
	if (known === null || rounds.some((round) => round.requests !== known))
		return "";
	return ` of ${known} ${known === 1 ? "request" : "requests"}`;
}
