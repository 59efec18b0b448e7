import * as z from "zod/mini";
import type { Metric } from "../model/metric.ts";
import { docs } from "./documented.ts";
import { fileSchema } from "./schema.ts";

/** A row of the README's table. */
export interface SupportedKey {
	/** `service.run`, `load.http`, `budgets.goroutines`. */
	readonly key: string;
	readonly type: string;
	/** As one would write it; empty where there is none, `required` where the key must be given. */
	readonly default: string;
	readonly description: string;
	readonly examples: readonly unknown[];
}

/** Every key of the budget file in its order, a mapping before its keys. */
export function supportedKeys(
	metrics: readonly Metric[],
): readonly SupportedKey[] {
	return keysOf(fileSchema(metrics), "");
}

function keysOf(
	schema: z.core.$ZodType,
	prefix: string,
): readonly SupportedKey[] {
	return Object.entries(shapeOf(schema)).flatMap(([name, value]) => {
		const key = prefix + name;
		const doc = docs.get(value);
		if (!doc) throw new Error(`${key} is not documented`);
		const optional =
			value instanceof z.ZodMiniOptional || value instanceof z.ZodMiniPrefault;
		return [
			{
				key,
				type: doc.type,
				default:
					doc.default ?? doc.defaultInWords ?? (optional ? "" : "required"),
				description: doc.description,
				examples: doc.examples ?? [],
			},
			...keysOf(value, `${key}.`),
		];
	});
}

/** The keys of a mapping, through its defaults and through the forms it may take. */
function shapeOf(
	schema: z.core.$ZodType,
): Readonly<Record<string, z.core.$ZodType>> {
	if (schema instanceof z.ZodMiniObject) return schema.def.shape;
	if (
		schema instanceof z.ZodMiniOptional ||
		schema instanceof z.ZodMiniPrefault
	) {
		return shapeOf(schema.def.innerType);
	}
	if (schema instanceof z.ZodMiniArray) return shapeOf(schema.def.element);
	if (schema instanceof z.ZodMiniUnion) {
		return Object.assign({}, ...schema.def.options.map(shapeOf));
	}
	return {};
}
