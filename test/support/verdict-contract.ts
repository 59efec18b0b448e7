import { readFileSync } from "node:fs";
import * as z from "zod";

const file = new URL("../../src/report/verdict.schema.json", import.meta.url);
const contract = z.fromJSONSchema(JSON.parse(readFileSync(file, "utf8")));

/** In what a `verdict.json` breaks src/report/verdict.schema.json; empty where it does not. */
export function contractBreaches(json: string): readonly string[] {
	const parsed = contract.safeParse(JSON.parse(json));
	if (parsed.success) return [];
	return parsed.error.issues.map(
		(issue) => `${issue.path.join(".")}: ${issue.message}`,
	);
}
