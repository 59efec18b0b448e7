import { type Allowance, exceeds } from "../metrics/allowance.ts";
import type { Settled } from "../model/evidence.ts";
import type { Plan } from "../model/plan.ts";
import type { FindingKind } from "../model/verdict.ts";
import type { Course } from "./course.ts";

/** `open`: another round would tell. */
export type Class =
	| {
			readonly state: "within";
			readonly kind: FindingKind;
			readonly growth: number;
	  }
	| {
			readonly state: "over";
			readonly kind: FindingKind;
			readonly growth: number;
	  }
	| {
			readonly state: "undecided";
			readonly kind: FindingKind;
			readonly growth: number;
	  }
	| { readonly state: "open"; readonly patientNext: boolean };

/** Growth in this many rounds running is a leak: of 65 healthy services one round alone put 40 over 24 kB, three rounds three. */
export const CONFIRMING_ROUNDS = 3;

/** `rounds: auto` ends here. */
export const MOST_ROUNDS = 5;

/** Growth that at least halves in every round is on its way to zero; less may be a load that slows down. */
const SHRINKING = 0.5;

export interface Case {
	readonly allowance: Allowance;
	readonly course: Course;
	readonly rounds: Plan["rounds"];
	/** The last settled state: how its wait ended, and whether it was patient. */
	readonly last: Pick<Settled, "settling" | "patient">;
	/** Rounds of the same leak differ by so much. */
	readonly scatter: number;
	/** It fell or swung up to the timeout, and not every reading was within. */
	readonly moving: boolean;
}

/** Leaks grow alike in every round: one that grew by less than this share of the least before may be what fills up. */
const FADING = 0.75;

/** What the rounds so far say of one value and one limit. */
export function classify({
	allowance,
	course,
	rounds,
	last,
	scatter,
	moving,
}: Case): Class {
	const { growths, values } = course;
	const end = values.at(-1) ?? 0;
	const isOver = (round: number) => isOverAt(allowance, course, round);
	const run = trailing(growths, isOver);
	const growth =
		run > 0 ? Math.min(...growths.slice(-run)) : (growths.at(-1) ?? 0);

	if (moving) return { state: "undecided", kind: "moving", growth };
	const canPlayOn = growths.length < mostRounds(rounds);
	// Below where it began, what fell may hide what grew; above, it is what grew before.
	const hides =
		allowance.kind === "growth" &&
		growth < 0 &&
		end < (values[0] ?? end) - allowance.growth;
	if (hides && rounds === "auto" && canPlayOn)
		return { state: "open", patientNext: false };
	if (run === 0 && growths.length > 0) {
		return {
			state: "within",
			kind: kindWithin(allowance, growths, isOver),
			growth,
		};
	}
	if (last.settling === "rising")
		return { state: "over", kind: "idle-growth", growth };
	if (allowance.kind === "ceiling") {
		// What is over before load already comes back to no less, however long one waits.
		const start = values[0] ?? end;
		const isCertain = last.patient || exceeds(allowance, start, start);
		if (growths.length > 0 && isCertain)
			return { state: "over", kind: "ceiling", growth: end - start };
		return openUntil(rounds, growths.length, true, growth);
	}
	const confirming = confirmingRounds(rounds);
	const shrinks = run >= 3 && isShrinking(course, growths.length - run);
	const fades = canPlayOn && run > 1 && isFading(growths.slice(-run), scatter);
	if (
		run >= confirming &&
		last.patient &&
		!course.piledUp &&
		!shrinks &&
		!fades
	)
		return { state: "over", kind: "leak", growth };
	if (shrinks && !canPlayOn)
		return { state: "within", kind: "warm-up", growth: growths.at(-1) ?? 0 };
	const overs = growths.filter((_, round) => isOver(round));
	// Noise may hide a leak in one of the rounds.
	const isNearlyAll = !canPlayOn && overs.length >= MOST_ROUNDS - 1;
	if (isNearlyAll && last.patient && !course.piledUp)
		return { state: "over", kind: "leak", growth: Math.min(...overs) };
	return openUntil(rounds, growths.length, run >= confirming - 1, growth);
}

/** Rounds that must all be over: three, or as many as the budget file fixes if it fixes fewer. */
export function confirmingRounds(rounds: Plan["rounds"]): number {
	return rounds === "auto"
		? CONFIRMING_ROUNDS
		: Math.min(CONFIRMING_ROUNDS, rounds);
}

export function mostRounds(rounds: Plan["rounds"]): number {
	return rounds === "auto" ? MOST_ROUNDS : rounds;
}

function isOverAt(
	allowance: Allowance,
	{ growths, values }: Course,
	index: number,
): boolean {
	if (allowance.kind === "growth")
		return exceeds(allowance, growths[index] ?? 0, 0);
	return exceeds(allowance, values[index + 1] ?? 0, 0);
}

/** How many rounds at the end are over, without a gap. */
function trailing(
	growths: readonly number[],
	isOver: (round: number) => boolean,
): number {
	const lastWithin = growths.findLastIndex((_, index) => !isOver(index));
	return growths.length - 1 - lastWithin;
}

function kindWithin(
	allowance: Allowance,
	growths: readonly number[],
	isOver: (round: number) => boolean,
): FindingKind {
	if (allowance.kind === "ceiling") return "ceiling";
	const first = growths.find((_, index) => isOver(index));
	const last = growths.at(-1) ?? 0;
	// Growth that is within by a little, and goes on, is no warm-up.
	return first !== undefined && last < FADING * first ? "warm-up" : "steady";
}

/** Whether each growth from `first` on is half of the one before it at most, as far as they are told apart. */
function isShrinking({ growths, shared }: Course, first: number): boolean {
	const told = growths
		.map((growth, index) => ({ growth, index }))
		.slice(first + 1)
		.filter(({ index }) => !(shared.has(index) && shared.has(index - 1)));
	return (
		told.length > 0 &&
		told.every(
			({ growth, index }) => growth <= SHRINKING * (growths[index - 1] ?? 0),
		)
	);
}

function isFading(growths: readonly number[], scatter: number): boolean {
	const least = Math.min(...growths.slice(0, -1));
	return (growths.at(-1) ?? 0) < FADING * least - scatter;
}

function openUntil(
	rounds: Plan["rounds"],
	played: number,
	patientNext: boolean,
	growth: number,
): Class {
	if (played >= mostRounds(rounds))
		return { state: "undecided", kind: "unconfirmed", growth };
	return { state: "open", patientNext };
}
