import type { Since, Verdict } from "../../../src/model/verdict.ts";
import { ROUTES } from "./cases.ts";
import { KINDS, type Kind } from "./kinds.ts";
import type { Leak } from "./plant.ts";

/** What a planted leak must be called; where memory is not compared `untold`, or nothing if it is gone. */
export interface Expected {
	readonly leak: Leak;
	readonly wanted: Since | "gone" | "untold" | "-";
}

/** What the verdict calls a leak: of all that it grew, as the table prints it; `-` where it is nowhere. */
export function seenAs({ leak }: Expected, verdict: Verdict): string {
	const isIt = (one: Named) =>
		isOf(leak, one) && grows(one) === KINDS[leak.kind].grows;
	const called = verdict.culprits
		.filter(isIt)
		.map(({ since }) => since ?? "untold");
	if (called.length > 0) return [...new Set(called)].join("+");
	return verdict.gone?.some(isIt) ? "gone" : "-";
}

/** What is wrong with a verdict on head; nothing where every leak is called what it is, and nothing else new, worse or gone. */
export function mistakes(
	verdict: Verdict,
	expected: readonly Expected[],
): readonly string[] {
	return [
		...expected
			.filter((one) => seenAs(one, verdict) !== one.wanted)
			.map(
				(one) =>
					`${one.leak.kind} in ${one.leak.handler} is ${seenAs(one, verdict)}, not ${one.wanted}`,
			),
		...verdict.culprits.flatMap((culprit) => {
			const { since, metric, function: name } = culprit;
			if (since !== "new" && since !== "worse") return [];
			const isWanted = expected.some(
				({ leak, wanted }) => wanted === since && isBy(leak, culprit),
			);
			return isWanted ? [] : [`${metric} of ${name}: ${since}`];
		}),
		...(verdict.gone ?? [])
			.filter(
				(one) =>
					!expected.some(
						({ leak, wanted }) => wanted === "gone" && isBy(leak, one),
					),
			)
			.map(({ metric, function: name }) => `${metric} of ${name}: gone`),
	];
}

/** Where a verdict found a leak: `163`. */
export function lineOf(leak: Leak, { culprits }: Verdict): string {
	const found = culprits.find((one) => isOf(leak, one));
	return found === undefined ? "-" : String(found.line);
}

function grows({ metric }: Named): Kind["grows"] {
	return metric.startsWith("inuse_") ? "memory" : "goroutines";
}

/** By the handler's function; else by one of the kind's, under the handler's route where that is told. */
function isOf({ handler, kind }: Leak, culprit: Named): boolean {
	const { functions }: Kind = KINDS[kind];
	if (!functions) return isIn(handler, culprit);
	const isThere =
		culprit.route == null || culprit.route === `GET ${ROUTES[handler]}`;
	return functions.test(culprit.function) && isThere;
}

/** What else a leak may grow: memory that its goroutines hold; of those outside the handler, also other ends of connections. */
function isBy(leak: Leak, culprit: Named): boolean {
	const { functions }: Kind = KINDS[leak.kind];
	const isOutside =
		functions !== undefined && !culprit.function.includes(SERVICE);
	return isOutside || isIn(leak.handler, culprit);
}

/** Whether it is in the handler, or in what is planted beside it. */
function isIn(handler: string, { function: name }: Named): boolean {
	return new RegExp(
		`${SERVICE}(?:.*\\.)?(?:\\(\\*HTTPBin\\)\\.|planted)${handler}\\b`,
	).test(name);
}

interface Named {
	readonly metric: string;
	readonly function: string;
	readonly route?: string | null;
}

/** In the name of every function of the handlers' package. */
const SERVICE = "go-httpbin/v2/httpbin.";
