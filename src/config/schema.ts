import * as z from "zod/mini";
import type { Metric } from "../model/metric.ts";
import { parseCount } from "../model/quantity.ts";
import { budgetsSchema } from "./budgets-schema.ts";
import {
	docs,
	type KeyDoc,
	optional,
	textKeywords,
	withDefault,
} from "./documented.ts";
import { ignoreSchema } from "./ignore-schema.ts";
import { loadSchema } from "./load-schema.ts";
import {
	duration,
	lineOfText,
	nonEmpty,
	type Reading,
	scalar,
	sizeOrAuto,
	wrong,
} from "./scalars.ts";
import { serviceSchema } from "./service-schema.ts";

const MOST_ROUNDS = 50;
export const DEFAULT_SETTLE_TIMEOUT = "30s";
export const DEFAULT_QUIET = "1s";
const DESCRIPTION =
	"Budget file of Go Leak Budget: holds a Go service to a no-leak budget in CI.";

/**
 * The budget file, the one source of what is parsed, of the editors' JSON
 * Schema and of the README's table. It takes the tree of document.ts, where
 * every scalar is text, and gives values in canonical units.
 */
export function fileSchema(metrics: readonly Metric[]) {
	return z.strictObject({
		name: optional(lineOfText(100), {
			type: "text",
			description:
				"Name of the service in reports; keys the pull request's comment.",
			defaultInWords: "the folder's name",
			examples: ["shop"],
		}),
		service: serviceSchema(),
		setup: optional(nonEmpty("a command"), {
			type: "command",
			description: "Runs before the service is built.",
			examples: ["docker compose up -d db"],
		}),
		teardown: optional(nonEmpty("a command"), {
			type: "command",
			description: "Runs at the end, always.",
			examples: ["docker compose down"],
		}),
		load: loadSchema(),
		rounds: withDefault(rounds(), "auto", {
			type: "auto or number",
			description:
				"How often the load runs. auto: once when everything stays within budget, up to five times when not.",
			examples: ["auto", 3],
			json: { type: ["string", "integer"] },
		}),
		settle: withDefault(
			settleSchema(),
			{},
			{
				type: "mapping",
				description: "How to wait until the service is idle again after load.",
				examples: [{ timeout: "60s", quiet: "2s" }],
			},
		),
		heap_sampling: withDefault(
			sizeOrAuto(1, 1024 ** 3, (bytes) => (bytes === 1 ? "1B" : "1GiB")),
			"32KiB",
			{
				type: "size or auto",
				description:
					"Bytes allocated per sample of the heap profile (GODEBUG=memprofilerate). It sharpens which lines are named; the budget is judged on exact bytes. auto: so fine that a leak as large as the budget is known within 25 %, from 32 KiB down to 4 KiB, which costs a service that only allocates 40 % of its CPU.",
				examples: ["4KiB", "auto"],
			},
		),
		budgets: budgetsSchema(metrics),
		ignore: ignoreSchema(),
		fail_on: withDefault(failOn(), "any", {
			type: "any or new",
			description:
				"Which leaks fail. new: those that the base does not have, or that are worse than there, where there is a base to compare with (`--base`, or the Action's `base`).",
			examples: ["any", "new"],
			json: { enum: ["any", "new"] },
		}),
	});
}

/** What the schema makes of a file without mistakes. */
export type BudgetFile = z.output<ReturnType<typeof fileSchema>>;

/** JSON Schema (draft 2020-12) of the budget file, for editors; `leak-budget schema` prints it. */
export function budgetFileSchema(metrics: readonly Metric[]): unknown {
	const schema = z.toJSONSchema(fileSchema(metrics), {
		target: "draft-2020-12",
		io: "input",
		override: ({ zodSchema, jsonSchema }) => {
			Object.assign(
				jsonSchema,
				textKeywords.get(zodSchema),
				keywords(docs.get(zodSchema)),
			);
		},
	});
	const { $schema, ...rest } = schema;
	return {
		$schema,
		title: "Go Leak Budget",
		description: DESCRIPTION,
		...rest,
	};
}

function settleSchema() {
	return z.strictObject(
		{
			timeout: withDefault(duration(), DEFAULT_SETTLE_TIMEOUT, {
				type: "duration",
				description:
					"How long clean-ups may take before what is left counts as growth.",
				examples: ["60s"],
			}),
			quiet: withDefault(duration(), DEFAULT_QUIET, {
				type: "duration",
				description: "How long the counters must stand still to count as idle.",
				examples: ["2s"],
			}),
		},
		{ error: "must be a mapping such as { timeout: 60s }." },
	);
}

function failOn() {
	return scalar(
		"must be any or new.",
		(text): Reading<"any" | "new"> =>
			text === "any" || text === "new"
				? { value: text }
				: wrong(text, "is neither any nor new", "Write any or new."),
	);
}

function rounds() {
	return scalar(
		"must be auto or a number of rounds.",
		(text): Reading<"auto" | number> => {
			if (text === "auto") return { value: text };
			const value = parseCount(text);
			if (value !== undefined && value >= 1 && value <= MOST_ROUNDS)
				return { value };
			return wrong(
				text,
				"is not a number of rounds",
				`Write auto, or 1 to ${MOST_ROUNDS}.`,
			);
		},
	);
}

function keywords(doc: KeyDoc | undefined): Readonly<Record<string, unknown>> {
	if (!doc) return {};
	return {
		description: doc.description,
		...(doc.default !== undefined && { default: editorValue(doc.default) }),
		...(doc.examples && { examples: doc.examples }),
		...doc.json,
	};
}

/** An editor sees numbers where the parser sees their text. */
function editorValue(written: string): string | number {
	return /^\d+$/.test(written) ? Number(written) : written;
}
