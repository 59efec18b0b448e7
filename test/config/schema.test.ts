import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { parse as parseYaml, stringify } from "yaml";
import { z } from "zod";
import { budgetFileSchema } from "../../src/config/schema.ts";
import { supportedKeys } from "../../src/config/supported-keys.ts";
import { metrics } from "../../src/metrics/registry.ts";
import { parse, problemsOf } from "./around.ts";

const keys = supportedKeys(metrics);
const BUDGETS = join(import.meta.dirname, "../../fixtures/budgets");
const schema = budgetFileSchema(metrics) as never;
const editor = z.fromJSONSchema(schema);

test("every example parses, and the editor's schema takes it", () => {
	const cases = keys.flatMap(({ key, examples }) =>
		examples.map((example) => ({ key, example })),
	);
	expect(cases.length).toBeGreaterThan(keys.length);
	for (const { key, example } of cases) {
		const text = stringify(fileWith(key, example));
		expect({ key, example, problems: problemsOf(() => parse(text)) }).toEqual({
			key,
			example,
			problems: [],
		});
		expect({
			key,
			example,
			error: editor.safeParse(parseYaml(text)).error,
		}).toEqual({ key, example, error: undefined });
	}
});

test("every default, written out, gives the plan of a file without it", () => {
	const bare = {
		service: { run: "bin/shop" },
		load: { http: "http://127.0.0.1:8080/" },
	};
	const written = keys.filter(
		({ key, default: value }) =>
			!["", "required"].includes(value) && !/(?:^|\.)name$/.test(key),
	);
	expect(written.length).toBeGreaterThan(10);
	for (const { key, default: value } of written) {
		const { budgets: _, ...plan } = parse(stringify(fileWith(key, value)));
		const { budgets: __, ...expected } = parse(stringify(bare));
		expect({ key, plan }).toEqual({ key, plan: expected });
	}
});

test.each(
	readdirSync(join(BUDGETS, "good")).filter((name) => name.endsWith(".yml")),
)("the editor's schema takes good/%s", (name) => {
	const data: unknown = parseYaml(
		readFileSync(join(BUDGETS, "good", name), "utf8"),
	);
	const { error } = editor.safeParse(data);
	expect(error).toBeUndefined();
});

test.each([
	"unknown-keys",
	"not-supported",
	"units",
	"load-both",
	"load-neither",
	"missing",
	"lists",
	"stacks",
	"ignore",
])("the editor's schema refuses bad/%s.yml", (name) => {
	const data: unknown = parseYaml(
		readFileSync(join(BUDGETS, `bad/${name}.yml`), "utf8"),
	);
	expect(editor.safeParse(data).success).toBe(false);
});

test("each metric of the registry is a key, described, with its default", () => {
	const budgets = keys.filter(
		({ key }) =>
			key.startsWith("budgets.") && !key.startsWith("budgets.stacks"),
	);
	expect(
		budgets.map(({ key, default: value, description }) => ({
			key,
			value,
			description,
		})),
	).toEqual(
		metrics.map(({ name, defaultLimit, description }) => ({
			key: `budgets.${name}`,
			value: defaultLimit?.text ?? "off",
			description,
		})),
	);
});

test("the JSON Schema names its draft and describes every key", () => {
	expect(schema).toMatchObject({
		$schema: "https://json-schema.org/draft/2020-12/schema",
	});
	for (const { key } of keys)
		expect({ key, description: describes(schema, key.split(".")) }).toEqual({
			key,
			description: true,
		});
});

function describes(
	node: SchemaNode | undefined,
	path: readonly string[],
): boolean {
	const [first, ...rest] = path;
	if (first === undefined) return node?.description !== undefined;
	const forms = [node, ...(node?.anyOf ?? []), node?.items];
	return forms.some(
		(form) =>
			form?.properties?.[first] && describes(form.properties[first], rest),
	);
}

interface SchemaNode {
	readonly description?: string;
	readonly properties?: Readonly<Record<string, SchemaNode>>;
	readonly anyOf?: readonly SchemaNode[];
	readonly items?: SchemaNode;
}

/** A file without mistakes in which this key has this value. */
function fileWith(key: string, value: unknown): unknown {
	const load = key === "load.run" ? {} : { http: "http://127.0.0.1:8080/" };
	const file: Record<string, unknown> = { service: { run: "bin/shop" }, load };
	const path = key.split(".");
	let level = file;
	for (const step of path.slice(0, -1)) {
		const entry = ENTRIES[step];
		const within = { ...entry };
		level[step] ??= entry ? [within] : within;
		level = entry ? within : (level[step] as Record<string, unknown>);
	}
	level[path.at(-1) ?? ""] = value;
	return file;
}

/** Keys that hold a list, and what an entry must say. */
const ENTRIES: Readonly<Record<string, Record<string, unknown>>> = {
	stacks: { match: "shop/internal/cache.*", goroutines: "+5" },
	ignore: { function: "shop/legacy.poll", why: "goes with v2" },
};
