import { parseDocument } from "yaml";

/** A repository's YAML as plain data; undefined where it does not parse. Aliases are followed a hundred times: a file of a few lines may stand for more than memory holds. */
export function foreignYaml(text: string): unknown {
	try {
		return parseDocument(text, { logLevel: "silent" }).toJS({
			maxAliasCount: 100,
		});
	} catch {
		return undefined;
	}
}

/** What is none is empty. */
export function mapping(value: unknown): Readonly<Record<string, unknown>> {
	return typeof value === "object" && value !== null && !Array.isArray(value)
		? (value as Record<string, unknown>)
		: {};
}

/** What is none is empty. */
export function list(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [];
}

/** One name, a list of them, or a mapping by name. */
export function names(value: unknown): readonly string[] {
	if (typeof value === "string") return [value];
	return Array.isArray(value) ? value.map(String) : Object.keys(mapping(value));
}
