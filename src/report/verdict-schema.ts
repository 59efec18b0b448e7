/** The part of JSON Schema that this file uses. */
export interface Schema {
	readonly [key: string]: unknown;
	readonly items?: Schema;
	readonly properties?: Readonly<Record<string, Schema>>;
}

const unit = { enum: ["count", "bytes"] } as const;
const number = { type: "number" } as const;
const nullableNumber = { type: ["number", "null"] } as const;
const string = { type: "string" } as const;
const nullableString = { type: ["string", "null"] } as const;
const boolean = { type: "boolean" } as const;
const strings = { type: "array", items: string } as const;

const round = {
	type: "object",
	properties: {
		before: number,
		after: number,
		growth: number,
		requests: nullableNumber,
		settledMs: number,
	},
	required: ["before", "after", "growth", "requests", "settledMs"],
} as const;

const rounds = { type: "array", items: round } as const;

const part = {
	type: "object",
	properties: { name: string, before: number, after: number },
	required: ["name", "before", "after"],
} as const;

const parts = { type: "array", items: part } as const;

const memory = {
	type: "object",
	properties: {
		rss: nullableNumber,
		held: number,
		inuse: number,
		stacks: number,
	},
	required: ["rss", "held", "inuse", "stacks"],
} as const;

const observed = {
	type: "object",
	properties: {
		metric: string,
		unit,
		before: nullableNumber,
		peak: nullableNumber,
		after: nullableNumber,
		rounds,
		parts,
	},
	required: ["metric", "unit", "before", "peak", "after", "rounds"],
} as const;

const limit = {
	type: "object",
	properties: {
		kind: { enum: ["growth", "ceiling"] },
		value: nullableNumber,
		text: string,
	},
	required: ["kind", "value", "text"],
} as const;

const inBase = {
	type: "object",
	properties: { growth: nullableNumber, after: nullableNumber },
	required: ["growth", "after"],
} as const;

const excused = { const: true } as const;

const finding = {
	type: "object",
	properties: {
		metric: string,
		scenario: string,
		stacks: string,
		limit,
		outcome: { enum: ["within", "over", "undecided"] },
		kind: {
			enum: [
				"steady",
				"warm-up",
				"leak",
				"blocked",
				"idle-growth",
				"ceiling",
				"unconfirmed",
				"moving",
				"unmeasured",
			],
		},
		unit,
		before: nullableNumber,
		peak: nullableNumber,
		after: nullableNumber,
		growth: nullableNumber,
		noise: nullableNumber,
		perRequest: nullableNumber,
		base: inBase,
		excused,
		rounds,
		parts,
	},
	required: [
		"metric",
		"limit",
		"outcome",
		"kind",
		"unit",
		"before",
		"peak",
		"after",
		"growth",
		"noise",
		"perRequest",
		"rounds",
	],
} as const;

const frame = {
	type: "object",
	properties: { function: string, file: string, line: number },
	required: ["function", "file", "line"],
} as const;

const route = {
	type: "object",
	properties: { route: string, growth: number, perRequest: nullableNumber },
	required: ["route", "growth", "perRequest"],
} as const;

const diagnosis = {
	type: ["object", "null"],
	properties: {
		id: string,
		cause: string,
		mend: string,
		code: string,
		link: string,
	},
	required: ["id", "cause", "mend", "code", "link"],
} as const;

const culprit = {
	type: "object",
	properties: {
		metric: string,
		function: string,
		file: string,
		line: number,
		entry: nullableString,
		creator: frame,
		first_party: boolean,
		growth: number,
		perRequest: nullableNumber,
		band: nullableNumber,
		route: nullableString,
		routes: { type: "array", items: route },
		scenario: nullableString,
		wait: nullableString,
		proven: boolean,
		since: { enum: ["new", "worse", "already", "better"] },
		was: number,
		excused,
		diagnosis,
		stack: { type: "array", items: frame },
	},
	required: [
		"metric",
		"function",
		"file",
		"line",
		"entry",
		"first_party",
		"growth",
		"perRequest",
		"band",
		"route",
		"scenario",
		"wait",
		"proven",
		"stack",
	],
} as const;

const base = {
	type: "object",
	properties: {
		ref: string,
		outcome: { enum: ["pass", "fail", "undecided"] },
		trusted: boolean,
		why: string,
	},
	required: ["ref", "outcome", "trusted"],
} as const;

const gone = {
	type: "object",
	properties: {
		metric: string,
		function: string,
		file: string,
		line: number,
		growth: number,
		perRequest: nullableNumber,
	},
	required: ["metric", "function", "file", "line", "growth", "perRequest"],
} as const;

const problem = {
	type: "object",
	properties: {
		code: string,
		message: string,
		where: string,
		remedy: string,
		tail: strings,
	},
	required: ["code", "message"],
} as const;

/**
 * The contract of `verdict.json`. Fields may be added, so that objects are open.
 * Its type is the model's `Verdict`: tsc compares them in the test beside it,
 * and `verdict.schema.json` is written from here.
 */
export const verdictSchema = {
	$schema: "https://json-schema.org/draft/2020-12/schema",
	title: "verdict.json of Go Leak Budget, format 1",
	type: "object",
	properties: {
		format: { const: 1 },
		name: string,
		outcome: { enum: ["pass", "fail", "undecided"] },
		exitCode: { enum: [0, 1, 2] },
		findings: { type: "array", items: finding },
		observed: { type: "array", items: observed },
		culprits: { type: "array", items: culprit },
		base,
		gone: { type: "array", items: gone },
		memory: {
			type: "object",
			properties: { before: memory, after: memory },
			required: ["before", "after"],
		},
		problems: { type: "array", items: problem },
		notes: strings,
		environment: {
			type: "object",
			properties: { go: string, os: string, tool: string },
			required: ["go", "os", "tool"],
		},
		timings: { type: "object", additionalProperties: number },
	},
	required: [
		"format",
		"name",
		"outcome",
		"exitCode",
		"findings",
		"observed",
		"culprits",
		"problems",
		"notes",
		"environment",
		"timings",
	],
} as const;
