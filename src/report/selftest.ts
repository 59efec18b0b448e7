import type { Selftest, SelftestCheck } from "../model/selftest.ts";
import { amount } from "./amounts.ts";
import { palette } from "./ansi.ts";
import { columns } from "./columns.ts";
import { plain } from "./plain.ts";

/** `leak-budget selftest` on a terminal: what was planted, what each budget saw of it, and the smallest leak it would see. */
export function selftestReport(
	{ name, outcome, checks, blind }: Selftest,
	options: { readonly color: boolean },
): string {
	const paint = palette(options.color);
	const tone = {
		seen: paint.green,
		missed: paint.red,
		undecided: paint.yellow,
	};
	const head = `${MARKS[outcome]} ${plain(name)}: ${SENTENCES[outcome]}`;
	const table = columns(
		checks.map((check) => [
			`  ${MARKS[check.state]} ${check.metric}`,
			...under(check),
			`budget ${plain(check.limit)}`,
			`planted ${amount(check.planted, check.unit)} a round`,
			`saw ${amount(check.grew, check.unit)}`,
			named(check),
		]),
	);
	const smallest = columns(
		checks.map((check) => [
			`  ${check.metric}`,
			...under(check),
			`${amount(check.smallest, check.unit)} a round`,
			perRequest(check),
		]),
	);
	return [
		tone[outcome](head),
		...(table.length > 0 ? ["", ...table] : []),
		...(smallest.length > 0
			? ["", "The smallest leak each budget sees with this load:", ...smallest]
			: []),
		...blind.map(
			(what) => `No budget looks at ${what}: a leak of it would pass.`,
		),
		"",
	].join("\n");
}

const MARKS = { seen: "✓", missed: "✗", undecided: "?" } as const;

const SENTENCES = {
	seen: "the gate sees a leak that was planted in it",
	missed: "the gate missed a leak that was planted in it",
	undecided: "no answer: the run with the planted leak was not decided",
} as const;

function under({ scenario }: SelftestCheck): readonly string[] {
	return scenario === undefined ? [] : [`under ${plain(scenario, 30)}`];
}

/** Sampling may not show so little memory by line; the total, which is judged, is exact. */
function named({ rank }: SelftestCheck): string {
	return rank === null ? "not named by line" : `named, culprit ${rank}`;
}

function perRequest({ smallestPerRequest, unit }: SelftestCheck): string {
	if (smallestPerRequest === null) return "";
	if (unit === "bytes") return `${Math.ceil(smallestPerRequest)} B a request`;
	const requests = Math.floor(1 / smallestPerRequest);
	return requests > 1
		? `1 in ${requests} requests`
		: `${Number(smallestPerRequest.toPrecision(2))} a request`;
}
