import { expect, test } from "@jest/globals";
import type { Outcome } from "../../src/model/verdict.ts";
import { markdownReport } from "../../src/report/markdown.ts";
import { type Leg, markdownLegs } from "../../src/report/markdown-legs.ts";
import { leakingVerdict } from "../support/leaking-verdict.ts";

const LINKS = { repository: "https://github.com/acme/shop", sha: "bbbb" };

test("a section for each leg, the worst first, under one line that counts", () => {
	const text = report([
		leg("search", "pass"),
		leg("orders", "fail"),
		leg("pay", "undecided"),
	]);
	expect(headings(text)).toEqual([
		"### ❌ 1 of 3 over budget, 1 of 3 undecided",
		expect.stringMatching(/^#### ❌ orders leaks/),
		expect.stringMatching(/^#### ❓ pay/),
		expect.stringMatching(/^#### ✅ search/),
	]);
	expect(text).toContain(
		"[evidence and HTML report](https://github.com/acme/shop/actions/runs/41/artifacts/7)",
	);
});

test("all within budget is one line first", () => {
	const text = report([leg("search", "pass"), leg("orders", "pass")]);
	expect(headings(text)[0]).toBe("### ✅ all 2 within budget");
});

test("a single leg is its own report", () => {
	const [one] = [leg("orders", "fail")];
	if (!("verdict" in one.content)) throw new Error("no verdict");
	expect(report([one])).toBe(
		markdownReport(one.content.verdict, {
			excerpts: [],
			limit: 59_000,
			links: LINKS,
			run: 41,
			artifact: 7,
			level: 3,
		}),
	);
});

test("legs of one service are told apart", () => {
	const legs = ["go-1.26", "go-1.27"].map((name) => ({
		...leg("orders", "fail"),
		leg: name,
	}));
	expect(headings(report(legs)).slice(1)).toEqual([
		expect.stringContaining("`orders go-1.26`"),
		expect.stringContaining("`orders go-1.27`"),
	]);
});

test("refused evidence is undecided, and said without a word of its own", () => {
	const refused: Leg = {
		leg: "[x](https://evil.example)",
		artifact: 8,
		content: { refused: "invalid path: ../@everyone **bold**" },
	};
	const text = report([leg("orders", "pass"), refused]);
	expect(headings(text)[0]).toBe("### ❓ 1 of 2 undecided");
	expect(text).toContain(
		"- ❓ `[x](https://evil.example)`: its evidence was refused: `invalid path: ../@everyone **bold**`",
	);
});

test.each([59_000, 10_000, 2000, 300])(
	"%i characters are not exceeded",
	(limit) => {
		const legs = Array.from({ length: 50 }, (_, index) =>
			leg(`service${index}`, index % 2 === 0 ? "fail" : "pass"),
		);
		const text = markdownLegs(legs, { links: LINKS, run: 41, limit });
		expect(text.length).toBeLessThanOrEqual(limit);
		expect(text).toMatch(/^### ❌ 25 of 50 over budget/);
	},
);

function report(legs: readonly Leg[]): string {
	return markdownLegs(legs, { links: LINKS, run: 41, limit: 59_000 });
}

function leg(name: string, outcome: Outcome): Leg {
	return {
		leg: name,
		artifact: 7,
		content: { verdict: { ...leakingVerdict(outcome), name } },
	};
}

function headings(text: string): readonly string[] {
	return text.split("\n").filter((line) => line.startsWith("#"));
}
