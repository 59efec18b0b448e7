import { readFileSync } from "node:fs";
import * as z from "zod";

const file = new URL("schemas/sarif-2.1.0-rtm.5.json", import.meta.url);
// To zod, which the tests have anyway, a relative reference is no URI: those are checked below.
const schema = z.fromJSONSchema(
	JSON.parse(readFileSync(file, "utf8"), (_, value) =>
		value === "uri-reference" ? undefined : value,
	),
);

export interface SarifRun {
	readonly results: readonly SarifResult[];
	readonly tool: { readonly driver: { readonly rules: readonly Rule[] } };
	readonly invocations: readonly {
		readonly executionSuccessful: boolean;
		readonly toolExecutionNotifications: readonly {
			readonly message: { readonly text: string };
		}[];
	}[];
	readonly automationDetails: { readonly id: string };
}

export interface SarifResult {
	readonly ruleId: string;
	readonly ruleIndex: number;
	readonly level: string;
	readonly baselineState?: string;
	readonly message: { readonly text: string };
	readonly locations: readonly {
		readonly physicalLocation: {
			readonly artifactLocation: { readonly uri: string };
			readonly region: { readonly startLine: number };
		};
	}[];
	readonly partialFingerprints: Readonly<Record<string, string>>;
}

interface Rule {
	readonly id: string;
	readonly shortDescription: { readonly text: string };
	readonly fullDescription: { readonly text: string };
	readonly help: { readonly text: string; readonly markdown: string };
	readonly properties: { readonly tags: readonly string[] };
}

export function sarifRun(json: string): SarifRun {
	return (JSON.parse(json) as { runs: readonly [SarifRun] }).runs[0];
}

/** In what a log breaks the schema of SARIF 2.1.0 or what code scanning takes (GitHub's "SARIF support for code scanning"); empty where it does not. */
export function sarifBreaches(json: string): readonly string[] {
	const parsed = schema.safeParse(JSON.parse(json));
	const { results, tool } = sarifRun(json);
	const { rules } = tool.driver;
	const breach = (holds: boolean, what: string) => (holds ? [] : [what]);
	return [
		...(parsed.error?.issues ?? []).map(
			({ path, message }) => `${path.join(".")}: ${message}`,
		),
		...breach(results.length <= 5_000, "too many results"),
		...breach(json.length < 10_000_000, "too large"),
		...rules.flatMap(
			({ id, shortDescription, fullDescription, help, properties }) => [
				...breach(id !== "" && id.length <= 255, "rule id"),
				...[shortDescription, fullDescription].flatMap(({ text }) =>
					breach(text !== "" && text.length <= 1_024, `${id}: description`),
				),
				...breach(help.text !== "" && help.markdown !== "", `${id}: help`),
				...breach(properties.tags.length <= 10, `${id}: tags`),
			],
		),
		...results.flatMap((result) => {
			const place = result.locations[0]?.physicalLocation;
			const uri = place?.artifactLocation.uri ?? "";
			return [
				...breach(rules[result.ruleIndex]?.id === result.ruleId, "rule index"),
				// The schema asks for it by anyOf, which zod leaves out.
				...breach((result.message.text ?? "") !== "", "message"),
				...breach(URI.test(uri) && isInside(uri), `uri ${uri}`),
				...breach((place?.region.startLine ?? 0) >= 1, "line"),
				...breach(
					Object.keys(result.partialFingerprints).length > 0,
					"fingerprint",
				),
			];
		}),
	];
}

/** RFC 3986, path-noscheme: relative, no scheme, nothing that is not encoded. */
const URI =
	/^(?:[\w.~!$&'()*+,;=@-]|%[\dA-F]{2})+(?:\/(?:[\w.~!$&'()*+,;=:@-]|%[\dA-F]{2})+)*$/u;

function isInside(uri: string): boolean {
	return decodeURIComponent(uri)
		.split("/")
		.every((step) => step !== ".." && step !== ".");
}
