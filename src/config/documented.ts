import * as z from "zod/mini";

/** What the editor's schema and the README say of a key, kept beside its rule. */
export interface KeyDoc {
	/** The kind of value, as the README's table names it. */
	readonly type: string;
	readonly description: string;
	/** As one would write it; absent = none. A key with `withDefault` gets it from there. */
	readonly default?: string;
	/** Where it depends on the file. */
	readonly defaultInWords?: string;
	/** As one would write them. Each must parse: a test holds them to it. */
	readonly examples?: readonly unknown[];
	/** More keywords of JSON Schema. */
	readonly json?: Readonly<Record<string, unknown>>;
}

export const docs = z.registry<KeyDoc>();

/** Keywords of JSON Schema for the text of a scalar, whichever key it belongs to. */
export const textKeywords = z.registry<Readonly<Record<string, unknown>>>();

/** An optional key without a default of its own. */
export function optional<Schema extends z.core.$ZodType>(
	schema: Schema,
	doc: KeyDoc,
) {
	const key = z.optional(schema);
	docs.add(key, doc);
	return key;
}

/** An optional key; `written` is what the file would say if it said the default, and takes the same way. */
export function withDefault<Schema extends z.core.$ZodType>(
	schema: Schema,
	written: z.core.util.NoUndefined<z.input<Schema>>,
	doc: KeyDoc,
) {
	const key = z.prefault(schema, written);
	docs.add(
		key,
		typeof written === "string" ? { ...doc, default: written } : doc,
	);
	return key;
}

export function required<Schema extends z.core.$ZodType>(
	schema: Schema,
	doc: KeyDoc,
): Schema {
	docs.add(schema, doc);
	return schema;
}
