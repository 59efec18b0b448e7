import { expect, test } from "@jest/globals";
import { sideBySide } from "../../src/report/side-by-side.ts";
import { textReport } from "../../src/report/text.ts";
import { problemReport } from "../../src/report/text-problems.ts";
import { culprit, excerpt, finding, verdict } from "./verdicts.ts";

const paths = { report: ".leak-budget/report.md", folder: ".leak-budget" };
const mended = verdict({
	outcome: "pass",
	findings: [finding([0], { outcome: "within", kind: "steady", growth: 0 })],
	culprits: [],
});

test("a healthy run is one line", () => {
	const text = textReport(mended, { color: false, excerpts: [], paths });
	expect(text).toBe("✓ shop is within budget: 14 → 14 goroutines, 1 round\n");
});

test("a run that ended before its first round: what happened, and where to look", () => {
	const cut = verdict({
		outcome: "undecided",
		exitCode: 2,
		findings: [
			{ ...finding([], { outcome: "undecided", kind: "unmeasured" }) },
		],
		culprits: [],
		problems: [
			{
				code: "build-failed",
				message: "The build failed: exit code 1.",
				remedy: "Mend it.",
				tail: ["main.go:4:2: undefined: x"],
			},
		],
	});
	expect(textReport(cut, { color: false, excerpts: [], paths })).toBe(
		`? shop: undecided. The build failed: exit code 1

      main.go:4:2: undefined: x
  → Mend it.

  report  .leak-budget/report.md      evidence  .leak-budget/evidence
`,
	);
});

test("the last line of a log is whole, for its end may say why; those before it are cut", () => {
	const long = (end: string) => `${"time=now level=info ".repeat(8)}${end}`;
	const problem = {
		code: "service-exited",
		message: "shop exited with code 1.",
		tail: [long("first"), long("last")],
	};
	const died = verdict({ outcome: "undecided", problems: [problem] });
	const text = textReport(died, { color: false, excerpts: [], paths });
	expect(text).toContain("last");
	expect(text).not.toContain("first");
	for (const line of text.split("\n"))
		expect(line.length).toBeLessThanOrEqual(100);
});

test("colours change nothing but colours", () => {
	const options = { excerpts: [excerpt()], paths };
	const plain = textReport(verdict(), { ...options, color: false });
	const colored = textReport(verdict(), { ...options, color: true });
	expect(colored.startsWith("\u001b[31m✗\u001b[0m ")).toBe(true);
	expect(colored.replace(SGR, "")).toBe(plain);
});

test("three culprits are shown, the others counted", () => {
	const culprits = Array(5).fill(culprit());
	const text = textReport(verdict({ culprits }), {
		color: false,
		excerpts: [],
		paths,
	});
	expect(text.match(/^ {2}\d {2}orders/gmu)).toHaveLength(3);
	expect(text).toContain("… and 2 more stacks that grew");
});

const left = { title: "leaking", verdict: verdict(), folder: "out/leaking" };
const right = { title: "mended", verdict: mended, folder: "out/mended" };

test("two verdicts beside each other", () => {
	expect(sideBySide(left, right, { color: false, width: 120 })).toBe(
		`LEAKING                                                       MENDED
✗ shop leaks goroutines: +100 in every round of 200           ✓ shop is within budget: 14 → 14 goroutines, 1 round
requests (0.5 a request)
                                                              goroutines  14 → 14  within
goroutines  14 → 314  over  leak

orders.(*Client).Get.func1  orders/client.go:39
It waits to send on a channel, and nobody receives.

leaking  report  out/leaking/report.html  again  leak-budget judge out/leaking
mended   report  out/mended/report.html   again  leak-budget judge out/mended
`,
	);
});

test("below each other where there is no room, coloured without moving", () => {
	const narrow = sideBySide(left, right, { color: false, width: 60 });
	expect(narrow).toMatch(/^LEAKING\n[\s\S]*\n\nMENDED\n✓ shop/u);
	const colored = sideBySide(left, right, { color: true, width: 120 });
	expect(colored.replace(SGR, "")).toBe(
		sideBySide(left, right, { color: false, width: 120 }),
	);
});

test("problems without a verdict: where, what, what to do", () => {
	const problems = [
		{
			code: "unknown-key",
			where: "leak-budget.yml:7:3",
			message: "budgets.gorutines: unknown key.",
			remedy: "Did you mean goroutines?",
		},
		{
			code: "build-failed",
			message: "go build failed with code 1. Its last lines:",
			tail: ["main.go:4:2: undefined: x"],
		},
	];
	expect(problemReport(problems, { color: false })).toBe(
		`leak-budget.yml:7:3  budgets.gorutines: unknown key.
  → Did you mean goroutines?
go build failed with code 1. Its last lines:
      main.go:4:2: undefined: x
`,
	);
});

/** What colours: ECMA-48 SGR. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: colours are what is looked for
const SGR = /\u001b\[\d+m/gu;
