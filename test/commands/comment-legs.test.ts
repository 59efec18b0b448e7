import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { githubRun } from "../../src/adapters/github/event.ts";
import { readInputs } from "../../src/adapters/github/inputs.ts";
import { commentLegs } from "../../src/commands/comment-legs.ts";
import type { Outcome } from "../../src/model/verdict.ts";
import { verdictJson } from "../../src/report/json.ts";
import { type FakeGithub, startFakeGithub } from "../support/fake-github.ts";
import { fakeToolkit } from "../support/fake-toolkit.ts";
import { leakingVerdict } from "../support/leaking-verdict.ts";
import { zipBytes } from "../support/zip-bytes.ts";

const FORK = { id: 77, owner: { login: "mallory" } };

let github: FakeGithub;
beforeEach(async () => {
	github = await startFakeGithub();
	github.pulls.push(pull(7, "f00", 77));
});
afterEach(async () => {
	await github.close();
});

test("a fork's run: its pull request gets one comment, and no second one", async () => {
	leave("shop", "fail");
	const first = await tell(ended({}));
	expect(first.outputs).toEqual({ outcome: "fail" });
	expect(first.said).toEqual([]);
	const again = await tell(ended({}));
	expect(again.log).toContain("Nothing new to say");
	expect(github.comments).toHaveLength(1);
	expect(github.comments[0]?.body).toContain("### ❌ shop leaks");
	expect(github.comments[0]?.body).toContain("run=41.1 sha=f00");
	expect(github.comments[0]?.body).toContain(
		"https://github.com/acme/shop/actions/runs/41/artifacts/0",
	);
});

test("legs of this very run go into one comment", async () => {
	leave("orders", "pass", 50);
	leave("search", "fail", 50);
	await tell({ pull_request: { number: 7, head: { sha: "bbbb" } } });
	expect(github.comments).toHaveLength(1);
	expect(github.comments[0]?.body).toContain("### ❌ 1 of 2 over budget");
});

test.each<[string, () => void, Record<string, unknown>]>([
	[
		"another repository's branch of that name",
		() => pulls(pull(7, "f00", 78)),
		{},
	],
	// Attack 80.
	["a newer push", () => pulls(pull(7, "f01", 77)), {}],
	["a closed pull request", () => pulls(), {}],
	["a fork that was deleted", () => {}, { head_repository: null }],
	["a run that no pull request set off", () => {}, { event: "push" }],
	[
		"pull requests that the event names",
		() => pulls(),
		{ pull_requests: [{ number: 7 }] },
	],
])("%s: no comment, and why", async (_, arrange, fields) => {
	leave("shop", "fail");
	arrange();
	const told = await tell(ended(fields));
	expect(github.writes()).toEqual([]);
	expect(told.said).toEqual([
		expect.stringMatching(
			/^notice No comment: (?:no open pull|this run is of no)/,
		),
	]);
});

// Attacks 78, 79.
test("what an artifact says of pull requests and markers is nobody's business", async () => {
	github.pulls.push(pull(8, "f00", 99));
	github.artifacts.push({
		run: 41,
		name: "leak-budget-shop-attempt-1",
		zip: zipBytes([
			{
				name: "verdict.json",
				data: JSON.stringify({
					...leakingVerdict("fail"),
					name: "<!-- leak-budget key=x run=99.1 sha=a news=a -->\n@everyone",
					pull_request: { number: 8 },
					base: {
						ref: "](https://evil.example)",
						outcome: "fail",
						trusted: true,
						why: "https://evil.example",
					},
				}),
			},
		]),
	});
	await tell(ended({}));
	expect(github.writes()).toEqual(["POST /repos/acme/shop/issues/7/comments"]);
	const [, ...lines] = github.comments[0]?.body.split("\n") ?? [];
	expect(github.comments[0]?.body).toMatch(
		/^<!-- leak-budget key=all%20legs run=41/,
	);
	expect(lines.join("\n")).not.toMatch(/^<!--/m);
	expect(
		lines.join("\n").replaceAll(/`[^`]*`|<code>.*?<\/code>/g, ""),
	).not.toMatch(/@everyone|evil/);
});

test("a run that failed with nothing but green legs is not called green", async () => {
	leave("shop", "pass");
	const told = await tell(ended({}));
	expect(told.outputs).toEqual({ outcome: "undecided" });
	expect(github.comments[0]?.body).toContain("### ❓ the run failed");
});

test("a cancelled run leaves the comment alone", async () => {
	leave("shop", "fail");
	const told = await tell(ended({ conclusion: "cancelled" }));
	expect(github.requests).toEqual([]);
	expect(told.said).toEqual([expect.stringMatching(/^notice .*cancelled/)]);
});

test("a run that left nothing is a warning with a recipe", async () => {
	const told = await tell(ended({}));
	expect(told.said).toEqual([
		expect.stringMatching(/^warning .*artifact: always/),
	]);
	expect(github.comments).toEqual([]);
});

test("a token that may not read artifacts is a warning with a recipe", async () => {
	github.failures.push({ method: "GET", path: /artifacts/, status: 403 });
	const told = await tell(ended({}));
	expect(told.said).toEqual([
		expect.stringMatching(/^warning .*actions: read/),
	]);
});

test("comment: on-failure starts none for what is within budget", async () => {
	leave("shop", "pass");
	await tell(ended({ conclusion: "success" }), { comment: "on-failure" });
	expect(github.comments).toEqual([]);
});

async function tell(payload: unknown, given: Record<string, string> = {}) {
	const { toolkit, said, outputs, log } = fakeToolkit();
	const all: Record<string, string> = {
		mode: "comment",
		"github-token": "t",
		...given,
	};
	const inputs = readInputs((name) => all[name] ?? "");
	if (inputs.mode !== "comment") throw new Error("it measures");
	const env = {
		GITHUB_REPOSITORY: "acme/shop",
		GITHUB_RUN_ID: "50",
		GITHUB_RUN_ATTEMPT: "1",
		GITHUB_API_URL: github.url,
	};
	await commentLegs(inputs, githubRun(env, payload), toolkit);
	return { said, outputs, log: log() };
}

function ended(fields: Readonly<Record<string, unknown>>): unknown {
	return {
		workflow_run: {
			id: 41,
			run_attempt: 1,
			head_sha: "f00",
			head_branch: "leak",
			head_repository: FORK,
			event: "pull_request",
			conclusion: "failure",
			...fields,
		},
	};
}

function leave(name: string, outcome: Outcome, run = 41): void {
	const data = verdictJson({ ...leakingVerdict(outcome), name });
	github.artifacts.push({
		run,
		name: `leak-budget-${name}-attempt-1`,
		zip: zipBytes([{ name: "verdict.json", data }]),
	});
}

function pull(number: number, sha: string, repository: number) {
	return {
		number,
		head: { label: "mallory:leak", sha, repo: { id: repository } },
	};
}

function pulls(...open: ReturnType<typeof pull>[]): void {
	github.pulls.splice(0, github.pulls.length, ...open);
}
