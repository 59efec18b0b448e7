import { profileChange } from "../engine/profiles.ts";
import { diffTable } from "../report/diff-table.ts";
import { goFlags } from "./go-flags.ts";
import { profileInput } from "./profile-input.ts";
import { usage } from "./usage.ts";

/** More is seldom read; `-limit 0` shows all. */
const LIMIT = 30;

/** `leak-budget diff BEFORE AFTER`: the groups of stacks that are new, grown, shrunk or gone. */
export async function printDiff(words: readonly string[]): Promise<void> {
	const flags = goFlags("diff", words, new Map([["limit", "integer"]]));
	const [before, after, ...more] = flags.operands;
	if (before === undefined || after === undefined || more.length > 0)
		throw usage("diff takes two profiles: leak-budget diff BEFORE AFTER.");
	const limit = Number(flags.value("limit") ?? LIMIT);
	if (limit < 0) throw usage("-limit is a number of lines; 0 shows all.");
	const change = await profileChange(before, after, profileInput);
	process.stdout.write(diffTable(change, { limit: limit || Infinity }));
}
