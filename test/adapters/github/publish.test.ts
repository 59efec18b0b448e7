import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import type { Uploaded } from "../../../src/adapters/artifacts/upload.ts";
import type { Annotation } from "../../../src/adapters/github/annotate.ts";
import { githubRun } from "../../../src/adapters/github/event.ts";
import { readInputs } from "../../../src/adapters/github/inputs.ts";
import { publish } from "../../../src/adapters/github/publish.ts";
import type { Outcome } from "../../../src/model/verdict.ts";
import { type FakeGithub, startFakeGithub } from "../../support/fake-github.ts";
import { fakeToolkit } from "../../support/fake-toolkit.ts";
import { JumpingClock } from "../../support/jumping-clock.ts";
import { leakingVerdict } from "../../support/leaking-verdict.ts";

let github: FakeGithub;
let folder: string;
beforeEach(async () => {
	github = await startFakeGithub();
	folder = mkdtempSync(join(tmpdir(), "leak-budget-publish-"));
});
afterEach(async () => {
	rmSync(folder, { recursive: true });
	await github.close();
});

test("a failing verdict: outputs, summary, annotation, comment, failed step", async () => {
	const told = await tell({ outcome: "fail" });
	expect(told.outputs).toEqual({
		outcome: "fail",
		verdict: "out/verdict.json",
		report: "out/report.md",
		"goroutines-growth": "100",
		"inuse-space-growth": "4096",
	});
	expect(told.summary).toBe("# report\n");
	expect(told.said).toEqual([
		"error orders/client.go:42 it waits",
		"failed shop: fail",
	]);
	expect(github.comments).toHaveLength(1);
});

test("a passing verdict says nothing but its comment", async () => {
	const told = await tell({ outcome: "pass", annotations: [] });
	expect(told.said).toEqual([]);
	expect(github.comments).toHaveLength(1);
});

test.each(["fail", "undecided"] as const)(
	"fail: false only reports %s",
	async (outcome) => {
		const told = await tell({
			outcome,
			annotations: [],
			inputs: { fail: "false" },
		});
		expect(told.said).toEqual([
			`warning shop: ${outcome} (fail: false, so the step passes)`,
		]);
	},
);

test.each([
	["always", "pass", 1],
	["always", "undecided", 1],
	["on-failure", "pass", 0],
	["on-failure", "undecided", 1],
	["on-failure", "fail", 1],
	["never", "fail", 0],
] as const)("comment: %s, %s: %i comments", async (comment, outcome, count) => {
	await tell({ outcome, inputs: { comment } });
	expect(github.comments).toHaveLength(count);
});

test.each([
	["on-failure", "pass", 0],
	["on-failure", "undecided", 1],
	["always", "pass", 1],
	["never", "fail", 0],
] as const)(
	"artifact: %s, %s: %i uploads",
	async (artifact, outcome, count) => {
		const told = await tell({ outcome, inputs: { artifact } });
		expect(told.uploads).toHaveLength(count);
		expect(told.outputs.artifact).toBe(told.uploads[0]);
	},
);

test("an artifact's name holds leg and attempt, and the report its number", async () => {
	const told = await tell({
		outcome: "fail",
		inputs: { artifact: "always", matrix: '{"go":"1.26","os":{"name":"a/b"}}' },
		markdown: (_, artifact) => `report with ${artifact}`,
	});
	expect(told.uploads[0]).toMatch(
		/^leak-budget-shop-1\.26-a-b--[0-9a-f]{8}-attempt-1$/,
	);
	expect(told.summary).toBe("report with 9\n");
	expect(github.comments[0]?.body).toContain("key=shop%20(1.26%2C%20a%2Fb)");
	expect(github.comments[0]?.body).toContain("report with 9");
});

test("each attempt of a run leaves an artifact of its own", async () => {
	const inputs = { artifact: "always" };
	const told = await tell({ outcome: "pass", inputs, attempt: 3 });
	expect(told.uploads).toEqual(["leak-budget-shop-attempt-3"]);
});

test("what cannot be uploaded is a notice, and takes nothing else with it", async () => {
	const told = await tell({
		outcome: "fail",
		annotations: [],
		inputs: { artifact: "always" },
		uploaded: { failed: "No room." },
	});
	expect(told.said).toEqual([
		"failed shop: fail",
		"notice The evidence was not uploaded. No room.",
	]);
	expect(told.outputs.artifact).toBeUndefined();
	expect(github.comments).toHaveLength(1);
});

test("an event without a pull request asks GitHub nothing", async () => {
	const told = await tell({
		outcome: "fail",
		payload: { ref: "refs/heads/main" },
	});
	expect(github.requests).toEqual([]);
	expect(told.said.some((line) => line.startsWith("warning"))).toBe(false);
});

test.each([
	[
		"own/shop",
		/^notice .*fork .*read-only token.*workflow_run .*mode: comment/,
	],
	["acme/shop", /^warning .*pull-requests: write/],
])(
	"a 403 on a branch of %s is said with a recipe, and the report goes to the log",
	async (head, recipe) => {
		github.failures.push({
			method: "POST",
			path: /comments/,
			status: 403,
			message: "Resource not accessible by integration",
		});
		const told = await tell({ outcome: "fail", annotations: [], head });
		expect(told.said).toEqual([
			"failed shop: fail",
			expect.stringMatching(recipe),
		]);
		expect(told.summary).toBe("# report\n");
		expect(told.log).toContain("# report");
	},
);

test("a rate limit is no matter of permissions", async () => {
	github.failures.push({
		method: "POST",
		path: /comments/,
		status: 403,
		headers: { "retry-after": "3000" },
	});
	const told = await tell({ outcome: "pass", annotations: [] });
	expect(told.said).toEqual([expect.not.stringContaining("permissions")]);
});

test("a server that does not answer is a warning", async () => {
	const url = github.url;
	await github.close();
	const told = await tell({ outcome: "fail", annotations: [], url });
	expect(told.said[1]).toMatch(/^warning The comment could not be posted/);
	github = await startFakeGithub();
});

test("text of the service speaks no workflow commands in the log", async () => {
	github.failures.push({ method: "POST", path: /comments/, status: 403 });
	const told = await tell({
		outcome: "fail",
		markdown: () => "::error::gotcha\n::set-output name=outcome::pass",
	});
	const [, token = ""] = /::stop-commands::(\S+)/.exec(told.log) ?? [];
	expect(token.length).toBeGreaterThan(16);
	const inside = told.log.slice(
		told.log.indexOf(token) + token.length,
		told.log.lastIndexOf(`\n::${token}::`),
	);
	expect(inside).toContain("::error::gotcha");
	expect(told.log.replace(inside, "")).not.toContain("gotcha");
});

test.each([
	["nothing", ""],
	["a little", "é".repeat(10_000)],
	["nearly everything", "x".repeat(1_000_000)],
])(
	"the comment is at most what GitHub takes, the summary 1 MiB of bytes with %s in it before",
	async (_, earlierSummary) => {
		const told = await tell({
			outcome: "fail",
			earlierSummary,
			markdown: (limit) => "é".repeat(limit),
		});
		expect(Buffer.byteLength(told.summary)).toBeLessThanOrEqual(1024 * 1024);
		expect(told.summary.length).toBeGreaterThan(earlierSummary.length + 9999);
		expect(github.comments[0]?.body.length).toBeLessThan(60_000);
	},
);

test("at most ten errors a step, no message over 4,096 characters", async () => {
	const annotations = Array.from({ length: 30 }, () => ({
		...ANNOTATION,
		message: "x".repeat(9000),
	}));
	const { said } = await tell({ outcome: "fail", annotations });
	expect(said).toHaveLength(10);
	expect(said[0]?.length).toBe("error orders/client.go:42 ".length + 4096);
});

const ANNOTATION: Annotation = {
	level: "error",
	title: "goroutine leak",
	message: "it waits",
	file: "orders/client.go",
	line: 42,
};

async function tell(options: {
	outcome: Outcome;
	inputs?: Record<string, string>;
	annotations?: readonly Annotation[];
	markdown?: (limit: number, artifact?: number) => string;
	uploaded?: Uploaded;
	payload?: unknown;
	attempt?: number;
	head?: string;
	url?: string;
	earlierSummary?: string;
}) {
	const summaryPath = join(folder, "summary.md");
	writeFileSync(summaryPath, options.earlierSummary ?? "");
	const { toolkit, said, outputs, log } = fakeToolkit();
	const given: Record<string, string> = {
		"github-token": "t",
		artifact: "never",
		...options.inputs,
	};
	const inputs = readInputs((name) => given[name] ?? "");
	if (inputs.mode !== "measure") throw new Error("not measured");
	const uploads: string[] = [];
	await publish({
		verdict: leakingVerdict(options.outcome),
		headline: `shop: ${options.outcome}`,
		markdown: options.markdown ?? (() => "# report"),
		annotations: options.annotations ?? [ANNOTATION],
		inputs,
		upload: async (name) => {
			uploads.push(name);
			return options.uploaded ?? { id: 9, name };
		},
		run: githubRun(
			{
				GITHUB_REPOSITORY: "acme/shop",
				GITHUB_RUN_ID: "50",
				GITHUB_RUN_ATTEMPT: String(options.attempt ?? 1),
				GITHUB_API_URL: options.url ?? github.url,
			},
			options.payload ?? {
				pull_request: {
					number: 7,
					head: {
						sha: "bbbb",
						repo: { full_name: options.head ?? "acme/shop" },
					},
				},
			},
		),
		paths: { verdict: "out/verdict.json", report: "out/report.md" },
		summaryPath,
		toolkit,
		clock: new JumpingClock(),
	});
	return {
		said,
		outputs,
		uploads,
		log: log(),
		summary: readFileSync(summaryPath, "utf8"),
	};
}
