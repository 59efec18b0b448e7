import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { parse, problemsOf } from "./around.ts";

const BUDGETS = join(import.meta.dirname, "../../fixtures/budgets");
const UPDATE =
	"UPDATE_GOLDENS=1 npm run --silent jest -- test/config/budget-files.test.ts";

function files(folder: string): readonly string[] {
	return readdirSync(join(BUDGETS, folder))
		.filter((name) => name.endsWith(".yml"))
		.map((name) => join(BUDGETS, folder, name));
}

function holdToGolden(path: string, actual: string): void {
	if (process.env.UPDATE_GOLDENS) writeFileSync(path, actual);
	const golden = readFileSync(path, "utf8");
	if (golden === actual) return;
	throw new Error(
		`${path} says\n${golden}\nnow it is\n${actual}\nIf that is right: ${UPDATE}`,
	);
}

test.each(files("good"))("%s gives its plan", (path) => {
	const plan = parse(readFileSync(path, "utf8"));
	holdToGolden(
		path.replace(/yml$/, "plan.json"),
		`${JSON.stringify(plan, null, "\t")}\n`,
	);
});

test.each(files("bad"))("%s gives its problems", (path) => {
	const problems = problemsOf(() => parse(readFileSync(path, "utf8")));
	expect(problems).not.toEqual([]);
	holdToGolden(
		path.replace(/yml$/, "expected.txt"),
		`${problems.join("\n")}\n`,
	);
});
