import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { parseForeignVerdict } from "../../../src/adapters/artifacts/foreign-verdict.ts";
import { foreignVerdict } from "../../../src/engine/foreign.ts";
import type { Verdict } from "../../../src/model/verdict.ts";
import { markdownReport } from "../../../src/report/markdown.ts";

const FOLDER = "fixtures/verdicts";

// What an honest run writes loses its sentences on the way, and nothing else.
test.each(readdirSync(FOLDER))("%s says the same from an artifact", (name) => {
	const json = readFileSync(join(FOLDER, name, "verdict.json"), "utf8");
	const own: Verdict = JSON.parse(json);
	const mute: Verdict = {
		...own,
		notes: [],
		problems: own.problems.map(() => ({
			code: "leg-undecided",
			message: "The log of its job says why.",
		})),
	};
	expect(shown(parseForeignVerdict(json))).toBe(shown(mute));
});

function shown(verdict: Verdict): string {
	return markdownReport(foreignVerdict(verdict), {
		excerpts: [],
		limit: 1e6,
	});
}
