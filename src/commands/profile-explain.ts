import { standingIn } from "../engine/standing.ts";
import { standingReport } from "../report/standing.ts";
import { goFlags } from "./go-flags.ts";
import { look } from "./look.ts";
import { profileInput } from "./profile-input.ts";
import { usage } from "./usage.ts";

/** More is seldom read; `-limit 0` shows all. */
const LIMIT = 10;

/** `leak-budget explain FILE`: why the goroutines of a profile or dump wait, or what holds a heap. */
export async function printExplanation(
	words: readonly string[],
): Promise<void> {
	const flags = goFlags("explain", words, new Map([["limit", "integer"]]));
	const [file, ...more] = flags.operands;
	if (file === undefined || more.length > 0)
		throw usage(
			"explain takes one goroutine dump or profile: leak-budget explain FILE.",
		);
	const limit = Number(flags.value("limit") ?? LIMIT);
	if (limit < 0) throw usage("-limit is a number of groups; 0 shows all.");
	const standing = await standingIn(file, profileInput);
	process.stdout.write(
		standingReport(standing, {
			limit: limit || Infinity,
			...look(process.stdout),
		}),
	);
}
