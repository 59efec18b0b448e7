import * as z from "zod/mini";
import { optional, required, textKeywords, withDefault } from "./documented.ts";
import {
	duration,
	fraction,
	lineOfText,
	nonEmpty,
	rate,
	wholeNumber,
} from "./scalars.ts";
import { ONLY_NAME } from "./scenario-name.ts";
import { httpTarget } from "./urls.ts";

/** Of a scenario that says neither requests nor duration. */
export const DEFAULT_REQUESTS = "500";
/** At most one for each request. */
export const DEFAULT_CONNECTIONS = "10";

const INTEGER = { type: ["integer", "string"] };

/** `load`: one scenario, or a list of them. */
export function loadSchema() {
	const scenario = scenarioSchema();
	const schema = z.union([scenario, z.array(scenario).check(z.minLength(1))], {
		error:
			"must be a mapping. Write load: { http: GET http://127.0.0.1:8080/ } or load: { run: k6 run load.js }.",
	});
	return required(schema, {
		type: "mapping, or list",
		description:
			"What drives the service in each round: one scenario, or a list of them. Each of several is played in rounds of its own, judged and attributed by itself.",
		examples: [
			[
				{ name: "orders", run: "k6 run load/orders.js" },
				{ name: "search", http: "http://127.0.0.1:8080/search?q=go" },
			],
		],
	});
}

function scenarioSchema() {
	const schema = z.strictObject(
		{
			name: optional(lineOfText(100), {
				type: "text",
				description: "Name of the scenario in reports; each has its own.",
				defaultInWords: `${ONLY_NAME}; of several the request or command`,
				examples: ["search"],
			}),
			http: optional(httpTarget(), {
				type: "method and URL",
				description:
					"Built-in driver: what each request asks for. GET when there is only a URL.",
				examples: [
					"GET http://127.0.0.1:8080/search?q=go",
					"http://127.0.0.1:8080/",
				],
			}),
			run: optional(nonEmpty("a command"), {
				type: "command",
				description:
					"Any command instead of http. Summaries of k6, hey, vegeta and autocannon are read for requests, errors and latency.",
				examples: ["k6 run load/orders.js"],
			}),
			connections: optional(wholeNumber(1, 10_000), {
				type: "number",
				description: "Connections that http keeps busy at once.",
				default: DEFAULT_CONNECTIONS,
				examples: [20],
				json: INTEGER,
			}),
			requests: optional(wholeNumber(1, 100_000_000), {
				type: "number",
				description:
					"Requests that http sends in a round. Not together with duration.",
				default: DEFAULT_REQUESTS,
				examples: [2000],
				json: INTEGER,
			}),
			duration: optional(duration(), {
				type: "duration",
				description:
					"How long http sends in a round, instead of a number of requests.",
				examples: ["10s"],
			}),
			rate: optional(rate(), {
				type: "rate",
				description:
					"Requests per second of http over all connections; without it as fast as answers come.",
				examples: ["200/s"],
			}),
			allow_errors: withDefault(fraction(), "1%", {
				type: "percentage",
				description:
					"Share of requests that may fail: a load that mostly fails proves nothing.",
				examples: ["0%", "5%"],
			}),
			headers: withDefault(
				headers(),
				{},
				{
					type: "mapping",
					description: "Headers of each request of http.",
					examples: [{ Authorization: "Bearer test" }],
				},
			),
			body: optional(z.string({ error: "must be text." }), {
				type: "text",
				description: "Body of each request of http.",
				examples: ['{"sku": 1}'],
			}),
		},
		{
			error: "must be a mapping such as { http: GET http://127.0.0.1:8080/ }.",
		},
	);
	return required(schema, {
		type: "mapping",
		description: "One scenario.",
		json: { oneOf: [given("http"), given("run")] },
	});
}

function given(key: string): Readonly<Record<string, unknown>> {
	return {
		type: "object",
		properties: { [key]: { type: "string" } },
		required: [key],
	};
}

function headers() {
	// Tokens of RFC 9110; a value that ends its line would start a header of its own.
	const name = z.string().check(z.regex(/^[\w!#$%&'*+.^`|~-]+$/));
	const value = z.string({ error: "must be text." }).check(
		z.regex(/^[\t -~\u00a0-\u00ff]*$/, {
			error:
				"has a line break or another character that no header can hold. Write plain text in one line.",
		}),
	);
	textKeywords.add(value, { type: ["string", "number", "boolean"] });
	return z.record(name, value, {
		error: "must be a mapping of names to values.",
	});
}
