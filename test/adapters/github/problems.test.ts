import { expect, test } from "@jest/globals";
import { reportProblems } from "../../../src/adapters/github/problems.ts";
import { fakeToolkit } from "../../support/fake-toolkit.ts";

test("each problem is an error at its line, then the step fails", () => {
	const { toolkit, said } = fakeToolkit();
	reportProblems(toolkit, [
		{
			code: "config-unknown-key",
			message: "budgets.gorutines: unknown key.",
			where: ".github/leak-budget.yml:7:3",
			remedy: "Did you mean goroutines?",
		},
		{ code: "config-missing", message: "There is no budget file here." },
	]);
	expect(said).toEqual([
		"error .github/leak-budget.yml:7 .github/leak-budget.yml:7:3  budgets.gorutines: unknown key.\n→ Did you mean goroutines?",
		"error : There is no budget file here.",
		"failed Nothing was measured: see the 2 errors above.",
	]);
});

test("a log's last lines speak no workflow commands", () => {
	const { toolkit, log } = fakeToolkit();
	reportProblems(toolkit, [
		{
			code: "build-failed",
			message: "The build failed.",
			tail: ["::error::x"],
		},
	]);
	expect(log()).toMatch(/^::stop-commands::(\S{16,})\n::error::x\n\n::\1::\n$/);
});
