import { madeOtherwise } from "../judge/made-otherwise.ts";
import type { StacksAt } from "../judge/stacks-at.ts";
import type { Difference } from "../model/difference.ts";
import type { Evidence } from "../model/evidence.ts";
import { Stop } from "../model/problem.ts";
import type { Stack } from "../model/profile.ts";
import { differenceOf } from "../pprof/difference.ts";
import { stacksOfRun } from "../pprof/stacks-of-run.ts";
import { type SharedRounds, sharedRounds } from "./shared-rounds.ts";

/** A run: what it saw, and its profiles. */
export interface ReadRun {
	readonly evidence: Evidence;
	readonly read: (path: string) => Uint8Array;
}

/**
 * What each stack grew by in the base against what it grew by in the run, over
 * rounds that both played; for each kind of profile that both have, can be read,
 * and compare: memory of runs that were made otherwise does not.
 */
export function differencesToBase(
	base: ReadRun,
	head: ReadRun,
): readonly Difference[] {
	const shared = sharedRounds(base.evidence, head.evidence);
	if (shared.length === 0) return [];
	const stacksIn = ({ evidence, read }: ReadRun) => stacksOfRun(evidence, read);
	const [inBase, inHead] = [stacksIn(base), stacksIn(head)];
	const isOther = madeOtherwise(base.evidence, head.evidence) !== undefined;
	return PROFILES.filter(({ unit }) => unit === "count" || !isOther).flatMap(
		({ profile, title, unit }) => {
			try {
				const was = grownIn(inBase, profile, shared, "base");
				const is = grownIn(inHead, profile, shared, "head");
				const subject = {
					title,
					unit,
					compared: true,
					sides: ["base", "this run"],
					remark: remarkOf(shared),
				} as const;
				return was && is ? [differenceOf(was, is, subject, MOST)] : [];
			} catch (error) {
				// The verdict has said it.
				if (error instanceof Stop) return [];
				throw error;
			}
		},
	);
}

/** Half as much as the run's own profiles may take of the page. */
const MOST = 160_000;

const PROFILES = [
	{ profile: "goroutine", title: "growth of goroutines", unit: "count" },
	{ profile: "heap", title: "growth of in-use heap", unit: "bytes" },
] as const;

/** The stacks at the end of the rounds, and those at their beginning with values below zero: where they are added up, growth is left. */
function grownIn(
	stacksAt: StacksAt,
	profile: string,
	shared: readonly SharedRounds[],
	side: "base" | "head",
): readonly Stack[] | undefined {
	const grown: Stack[] = [];
	for (const { [side]: span, scale } of shared) {
		const [from, to] = [span.from, span.to].map((at) => stacksAt(profile, at));
		if (!from || !to) return undefined;
		const factor = side === "base" ? scale : 1;
		grown.push(...to.map((stack) => times(stack, factor)));
		grown.push(...from.map((stack) => times(stack, -factor)));
	}
	return grown;
}

function times(stack: Stack, factor: number): Stack {
	const { count, bytes } = stack;
	return factor === 1
		? stack
		: {
				...stack,
				count: Math.round(count * factor),
				bytes: Math.round(bytes * factor),
			};
}

function remarkOf(shared: readonly SharedRounds[]): string {
	const rounds = shared.reduce((sum, one) => sum + one.rounds, 0);
	const which = rounds === 1 ? "the first round" : `the same ${rounds} rounds`;
	const isScaled = shared.some(({ scale }) => scale !== 1);
	return `what ${which} of each left behind${isScaled ? ", the base's at the requests of this run" : ""}`;
}
