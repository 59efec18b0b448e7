import { budgetSchema } from "../engine.ts";

/** `leak-budget schema`: for editors, from the same source as the parser. */
export async function schema(): Promise<number> {
	process.stdout.write(`${JSON.stringify(budgetSchema(), null, 2)}\n`);
	return 0;
}
