import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import type { Verdict } from "../../src/model/verdict.ts";
import { verdictSchema } from "../../src/report/verdict-schema.ts";

/** The TypeScript type of a JSON Schema, for the part of JSON Schema that ours uses. */
type Of<S> = S extends { const: infer C }
	? C
	: S extends { enum: readonly (infer E)[] }
		? E
		: S extends { type: readonly ["object", "null"] }
			? Of<Omit<S, "type">> | null
			: S extends { type: readonly (infer T)[] }
				? Named<T>
				: S extends { type: "array"; items: infer I }
					? readonly Of<I>[]
					: S extends { properties: infer P; required: readonly (infer R)[] }
						? {
								readonly [K in keyof P as K extends R ? K : never]: Of<P[K]>;
							} & {
								readonly [K in keyof P as K extends R ? never : K]?: Of<P[K]>;
							}
						: S extends { additionalProperties: infer A }
							? Readonly<Record<string, Of<A>>>
							: S extends { type: infer T }
								? Named<T>
								: never;

type Named<T> = T extends "number"
	? number
	: T extends "string"
		? string
		: T extends "boolean"
			? boolean
			: T extends "null"
				? null
				: never;

/** Intersections as one object, all the way down, or equal types would not compare as equal. */
type Flat<T> = T extends readonly (infer I)[]
	? readonly Flat<I>[]
	: T extends object
		? { readonly [K in keyof T]: Flat<T[K]> }
		: T;

type Same<A, B> =
	(<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2
		? true
		: false;

test("the schema and the model's Verdict are one type", () => {
	// Checked by tsc: a field, a name or a null that only one of them has makes this `false`.
	const same: Same<Flat<Of<typeof verdictSchema>>, Flat<Verdict>> = true;
	expect(same).toBe(true);
});

test("verdict.schema.json is written from it", () => {
	const file = new URL("../../src/report/verdict.schema.json", import.meta.url);
	const text = `${JSON.stringify(verdictSchema, null, "\t")}\n`;
	if (process.env.UPDATE_GOLDENS === "1") writeFileSync(file, text);
	const wanted: unknown = JSON.parse(readFileSync(file, "utf8"));
	if (JSON.stringify(wanted) !== JSON.stringify(verdictSchema))
		console.error(
			"To rewrite it: UPDATE_GOLDENS=1 npm run --silent jest -- test/report/verdict-schema.test.ts",
		);
	expect(wanted).toEqual(verdictSchema);
});
