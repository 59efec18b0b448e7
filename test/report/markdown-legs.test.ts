import { expect, test } from "@jest/globals";
import {
	artifactName,
	readArtifactName,
} from "../../src/adapters/artifacts/artifact-name.ts";
import { legName } from "../../src/adapters/github/leg.ts";
import type { Leg } from "../../src/model/leg.ts";
import type { Outcome } from "../../src/model/verdict.ts";
import { markdownReport } from "../../src/report/markdown.ts";
import {
	type Legs,
	legsOutcome,
	markdownLegs,
} from "../../src/report/markdown-legs.ts";
import { leakingVerdict } from "../support/leaking-verdict.ts";

const NOTHING_ELSE = { unread: 0, runFailed: false };
const REFUSED: Leg = {
	leg: "[x](https://evil.example)",
	artifact: 8,
	content: { refused: "it is no sound archive" },
};
const LINKS = { repository: "https://github.com/acme/shop", sha: "bbbb" };

test("a section for each leg, the worst first, under one line that counts", () => {
	const text = report([
		leg("buy", "pass"),
		leg("orders", "fail"),
		leg("pay", "undecided"),
	]);
	expect(headings(text)).toEqual([
		"### ❌ 1 of 3 over budget, 1 of 3 undecided",
		expect.stringMatching(/^#### ❌ orders leaks/),
		expect.stringMatching(/^#### ❓ pay/),
		expect.stringMatching(/^#### ✅ buy/),
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

test("legs of one service are told apart by their matrix", () => {
	const legs = ["1.26", "1.27"].map((go) => {
		const name = artifactName(legName("orders", JSON.stringify({ go })), 1);
		const { leg: own = "" } = readArtifactName(name) ?? {};
		return { ...leg("orders", "fail"), leg: own };
	});
	expect(headings(report(legs)).slice(1)).toEqual([
		expect.stringContaining("`orders 1.26`"),
		expect.stringContaining("`orders 1.27`"),
	]);
});

test("refused evidence is undecided, and said in words of ours", () => {
	const text = report([leg("orders", "pass"), REFUSED]);
	expect(headings(text)[0]).toBe("### ❓ 1 of 2 undecided");
	expect(text).toContain(
		"- ❓ `[x](https://evil.example)`: its evidence is not taken: it is no sound archive",
	);
});

// Attack 106.
test("many refusals are counted", () => {
	const legs = Array.from({ length: 50 }, () => REFUSED);
	const text = report(legs);
	expect(text.match(/evil/gu)).toHaveLength(10);
	expect(text).toContain("- ❓ and 40 more");
});

// Attacks 107, 108.
test.each<[Partial<Legs>, string, string]>([
	[{ unread: 3 }, "### ❓ 3 of 4 undecided", "3 more artifacts were not read"],
	[
		{ runFailed: true },
		"### ❓ the run failed, though the one",
		"left no verdict",
	],
])("what nobody read is not within budget: %j", (more, first, said) => {
	const all = { legs: [leg("orders", "pass")], ...NOTHING_ELSE, ...more };
	const text = markdownLegs(all, { links: LINKS, run: 41, limit: 59_000 });
	expect(text.startsWith(first)).toBe(true);
	expect(text).toContain(said);
	expect(legsOutcome(all)).toBe("undecided");
	const leaking = { ...all, legs: [leg("orders", "fail")] };
	expect(legsOutcome(leaking)).toBe("fail");
});

// Attack 109.
test("a scenario that reads like a sentence of ours is a name", () => {
	const one = leg("orders", "fail");
	if (!("verdict" in one.content)) throw new Error("no verdict");
	const { verdict } = one.content;
	const scenario = "every load. A note of the maintainers";
	const findings = verdict.findings.map((each) => ({ ...each, scenario }));
	const text = report([
		{ ...one, content: { verdict: { ...verdict, findings } } },
	]);
	expect(text).toMatch(
		/^### .* under `every load\. A note of the maintainers`/u,
	);
});

// Attack 105.
test.each([59_000, 10_000, 2000])(
	"%i characters are not exceeded, and no section is cut",
	(limit) => {
		const legs = Array.from({ length: 50 }, (_, index) =>
			leg(`service${index}`, index % 2 === 0 ? "fail" : "pass"),
		);
		const all = { legs: [...legs, REFUSED], ...NOTHING_ELSE };
		const text = markdownLegs(all, { links: LINKS, run: 41, limit });
		expect(text.length).toBeLessThanOrEqual(limit);
		expect(text).toMatch(/^### ❌ 25 of 51 over budget/);
		for (const line of headings(text).slice(1))
			expect(line).toMatch(/^#### (?:❌|✅) service\d+ /);
		const shown = headings(text).length - 1;
		expect(text.includes(`… and ${50 - shown} more`)).toBe(shown < 50);
	},
);

function report(legs: readonly Leg[]): string {
	const all = { legs, ...NOTHING_ELSE };
	return markdownLegs(all, { links: LINKS, run: 41, limit: 59_000 });
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
