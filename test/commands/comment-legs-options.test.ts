import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { githubRun } from "../../src/adapters/github/event.ts";
import { readInputs } from "../../src/adapters/github/inputs.ts";
import { commentLegs } from "../../src/commands/comment-legs.ts";
import { rows } from "../../src/explain/catalogue/rows.ts";
import type { Culprit, Verdict } from "../../src/model/verdict.ts";
import { verdictJson } from "../../src/report/json.ts";
import { type FakeGithub, startFakeGithub } from "../support/fake-github.ts";
import { fakeToolkit } from "../support/fake-toolkit.ts";
import { leakingVerdict } from "../support/leaking-verdict.ts";
import { scratchFolder } from "../support/scratch.ts";
import { zipBytes } from "../support/zip-bytes.ts";

// What `mode: comment` makes of its inputs, and of a verdict's own words. The run that ended is 41, of f00; this one is 50, of bbbb.
const scratch = scratchFolder();
const { GITHUB_STEP_SUMMARY: before } = process.env;

let github: FakeGithub;
beforeEach(async () => {
	delete process.env.GITHUB_STEP_SUMMARY;
	github = await startFakeGithub();
	github.pulls.push({
		number: 7,
		head: { label: "mallory:leak", sha: "f00", repo: { id: 77 } },
	});
});
afterEach(async () => {
	if (before === undefined) delete process.env.GITHUB_STEP_SUMMARY;
	else process.env.GITHUB_STEP_SUMMARY = before;
	await github.close();
});

test("a diagnosis is told in our words, whatever the artifact says of it", async () => {
	leave(
		withCulprit({
			diagnosis: {
				id: "send-without-receiver",
				cause: "Call 555-0100.",
				mend: "Pay the ransom.",
				code: "os.RemoveAll()",
				link: "https://evil.example",
			},
		}),
	);
	await tell();
	const ours = rows.find(({ id }) => id === "send-without-receiver");
	expect(body()).toContain(ours?.cause ?? "no such row");
	expect(body()).not.toMatch(/555-0100|ransom|RemoveAll|evil/);
});

test("a metric that this version does not know is not spoken of", async () => {
	const verdict = leakingVerdict("fail");
	const [finding] = verdict.findings;
	if (finding === undefined) throw new Error("it has none");
	const foreign = { ...finding, metric: "bitcoins" };
	leave({ ...verdict, findings: [finding, foreign] });
	await tell();
	expect(body()).toContain("goroutines");
	expect(body()).not.toContain("bitcoins");
});

test("what is new is told: the comment follows the verdict", async () => {
	leave(leakingVerdict("fail"));
	await tell();
	github.artifacts.splice(0);
	leave(leakingVerdict("pass"));
	await tell();
	expect(github.comments).toHaveLength(1);
	expect(body()).toContain("### ✅ shop");
});

test("comment: never says it in the summary and the output alone, also where a comment is there", async () => {
	leave(leakingVerdict("fail"));
	await tell();
	github.artifacts.splice(0);
	leave(leakingVerdict("pass"));
	const { outputs, summary } = await tell({ comment: "never" });
	expect(outputs).toEqual({ outcome: "pass" });
	expect(summary).toContain("### ✅ shop");
	expect(github.comments).toHaveLength(1);
	expect(body()).toContain("### ❌ shop leaks");
});

test("the summary says it beside the comment", async () => {
	leave(leakingVerdict("fail"));
	const { summary } = await tell();
	expect(summary).toContain("### ❌ shop leaks");
	expect(github.comments).toHaveLength(1);
});

test("a comment-key is the comment's", async () => {
	leave(leakingVerdict("fail"));
	await tell({ "comment-key": "nightly" });
	await tell();
	expect(github.comments.map(({ body }) => body)).toEqual([
		expect.stringContaining("key=nightly "),
		expect.stringContaining("key=all%20legs "),
	]);
});

test("links lead to the run that measured, not to this one", async () => {
	leave(leakingVerdict("fail"));
	await tell();
	expect(body()).toContain("/acme/shop/actions/runs/41");
	expect(body()).not.toMatch(/runs\/50|bbbb/);
});

function body(): string {
	return github.comments[0]?.body ?? "";
}

async function tell(given: Record<string, string> = {}) {
	const { toolkit, outputs } = fakeToolkit();
	const all: Record<string, string> = {
		mode: "comment",
		"github-token": "t",
		...given,
	};
	const inputs = readInputs((name) => all[name] ?? "");
	if (inputs.mode !== "comment") throw new Error("it measures");
	const summaryPath = join(mkdtempSync(join(scratch, "job-")), "summary.md");
	writeFileSync(summaryPath, "");
	process.env.GITHUB_STEP_SUMMARY = summaryPath;
	const env = {
		GITHUB_REPOSITORY: "acme/shop",
		GITHUB_RUN_ID: "50",
		GITHUB_RUN_ATTEMPT: "1",
		GITHUB_SHA: "bbbb",
		GITHUB_API_URL: github.url,
	};
	const ended = {
		id: 41,
		run_attempt: 1,
		head_sha: "f00",
		head_branch: "leak",
		head_repository: { id: 77, owner: { login: "mallory" } },
		event: "pull_request",
		conclusion: "success",
	};
	await commentLegs(inputs, githubRun(env, { workflow_run: ended }), toolkit);
	return { outputs, summary: readFileSync(summaryPath, "utf8") };
}

function leave(verdict: Verdict): void {
	const data = verdictJson(verdict);
	github.artifacts.push({
		run: 41,
		name: "leak-budget-shop-attempt-1",
		zip: zipBytes([{ name: "verdict.json", data }]),
	});
}

function withCulprit(change: Partial<Culprit>): Verdict {
	const verdict = leakingVerdict("fail");
	return {
		...verdict,
		culprits: verdict.culprits.map((one) => ({ ...one, ...change })),
	};
}
