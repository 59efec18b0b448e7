import * as z from "zod/mini";
import { EXIT_CODES } from "../../model/exit-codes.ts";
import type { Culprit, Finding, Verdict } from "../../model/verdict.ts";
import type { Loose } from "../loose.ts";
import { Refused } from "./refused.ts";

/**
 * A verdict that came with an artifact, which a pull request from a fork may
 * have written by hand: numbers and names are taken, sentences are not. Notes,
 * logs, messages and what the catalogue is said to say are left out; of a
 * diagnosis and a problem the name stays, to be looked up (`engine/foreign`).
 * Throws a Refused that says which field is not as `verdict.schema.json` has it.
 */
export function parseForeignVerdict(text: string): Verdict {
	const parsed = verdict.safeParse(json(text));
	if (!parsed.success) {
		const [issue] = parsed.error.issues;
		throw new Refused(
			`${issue?.path.join(".") || "verdict.json"} is not as a run writes it`,
		);
	}
	const { data } = parsed;
	return {
		...(data as Omit<Verdict, "exitCode" | "notes">),
		exitCode: EXIT_CODES[data.outcome],
		notes: [],
	};
}

function json(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw new Refused("verdict.json is no JSON");
	}
}

const number = z.number();
const amount = z.number().check(z.nonnegative());
const maybe = z.nullable(number);
const name = z.string().check(z.maxLength(2000));
const word = z.string().check(z.regex(/^[a-z][a-z0-9_-]{0,60}$/));
const line = z.int().check(z.nonnegative());
const truth = z.literal(true);
const unit = z.enum(["count", "bytes"]);

const rounds = z
	.array(
		z.object({
			before: number,
			after: number,
			growth: number,
			requests: z.nullable(amount),
			settledMs: amount,
		}),
	)
	.check(z.maxLength(1000));

const observed = {
	metric: word,
	unit,
	before: maybe,
	peak: maybe,
	after: maybe,
	rounds,
};

const finding = z.object({
	...observed,
	scenario: z.optional(name),
	stacks: z.optional(name),
	limit: z.object({
		kind: z.enum(["growth", "ceiling"]),
		value: maybe,
		// As a budget file may have it: a number with its unit, or `auto`.
		text: z
			.string()
			.check(z.regex(/^(?:\+?[\d._]{1,20} ?[A-Za-z%]{0,5}|auto)$/)),
	}),
	outcome: z.enum(["within", "over", "undecided"]),
	kind: z.enum([
		"steady",
		"warm-up",
		"leak",
		"blocked",
		"idle-growth",
		"ceiling",
		"unconfirmed",
		"moving",
		"unmeasured",
	]),
	growth: maybe,
	noise: maybe,
	perRequest: maybe,
	base: z.optional(
		z.object({
			growth: maybe,
			after: maybe,
		}),
	),
	excused: z.optional(truth),
}) satisfies z.ZodMiniType<Loose<Finding>>;

const frame = { function: name, file: name, line };
const stack = z.array(z.object(frame)).check(z.maxLength(1000));

const culprit = z.object({
	...frame,
	metric: word,
	stack,
	growth: number,
	perRequest: maybe,
	band: maybe,
	route: z.nullable(name),
	routes: z.optional(
		z
			.array(z.object({ route: name, growth: number, perRequest: maybe }))
			.check(z.maxLength(1000)),
	),
	scenario: z.nullable(name),
	wait: z.nullable(name),
	proven: z.boolean(),
	first_party: z.boolean(),
	entry: z.nullable(name),
	creator: z.optional(z.object(frame)),
	diagnosis: z.optional(
		z.nullable(
			z.pipe(
				z.object({ id: word }),
				// Whoever knows the catalogue says what this means.
				z.transform(({ id }) => ({
					id,
					cause: "",
					mend: "",
					code: "",
					link: "",
				})),
			),
		),
	),
	since: z.optional(z.enum(["new", "worse", "already", "better"])),
	was: z.optional(number),
	excused: z.optional(truth),
}) satisfies z.ZodMiniType<Loose<Culprit>>;

const memory = z.object({
	rss: maybe,
	held: number,
	inuse: number,
	stacks: number,
});

/** A code is a word of its maker's choice, too. */
const problem = z.pipe(
	z.object({ code: z.string() }),
	z.transform(() => ({
		code: "leg-undecided",
		message: "The log of its job says why.",
	})),
);

const outcome = z.enum(["pass", "fail", "undecided"]);
const ms = z.optional(amount);

const verdict = z.object({
	format: z.literal(1),
	name,
	outcome,
	findings: z.array(finding).check(z.maxLength(500)),
	observed: z.array(z.object(observed)).check(z.maxLength(100)),
	culprits: z.array(culprit).check(z.maxLength(500)),
	base: z.optional(z.object({ ref: name, outcome, trusted: z.boolean() })),
	gone: z.optional(
		z
			.array(
				z.object({ ...frame, metric: word, growth: number, perRequest: maybe }),
			)
			.check(z.maxLength(500)),
	),
	memory: z.optional(z.object({ before: memory, after: memory })),
	problems: z.array(problem).check(z.maxLength(100)),
	environment: z.object({ go: name, os: name, tool: name }),
	timings: z.object({
		total: ms,
		load: ms,
		build: ms,
		ready: ms,
		setup: ms,
		teardown: ms,
	}),
}) satisfies z.ZodMiniType<
	Loose<Omit<Verdict, "exitCode" | "notes" | "timings">>
>;
