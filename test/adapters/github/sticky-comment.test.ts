import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { commentsOf } from "../../../src/adapters/github/comments.ts";
import type { RunId } from "../../../src/adapters/github/event.ts";
import { withMarker } from "../../../src/adapters/github/marker.ts";
import { openOctokit } from "../../../src/adapters/github/octokit.ts";
import {
	type Stuck,
	stickComment,
} from "../../../src/adapters/github/sticky-comment.ts";
import { type FakeGithub, startFakeGithub } from "../../support/fake-github.ts";
import { JumpingClock } from "../../support/jumping-clock.ts";

const MINE: RunId = { run: 50, attempt: 1, sha: "bbbb" };
const OLDER: RunId = { run: 49, attempt: 1, sha: "aaaa" };
const NEWER: RunId = { run: 51, attempt: 1, sha: "cccc" };

let github: FakeGithub;
let clock: JumpingClock;
beforeEach(async () => {
	github = await startFakeGithub();
	clock = new JumpingClock();
});
afterEach(() => github.close());

test("creates one comment, then edits it in place, then leaves it alone", async () => {
	expect((await stick("first")).kind).toBe("created");
	expect((await stick("second")).kind).toBe("updated");
	const writes = github.writes().length;
	expect((await stick("second", { run: NEWER })).kind).toBe("unchanged");
	expect(github.writes()).toHaveLength(writes);
	expect(texts()).toEqual(["second"]);
});

test("finds its comment on the third page", async () => {
	for (let n = 0; n < 230; n++) {
		plant(n === 215 ? marked("old", OLDER) : `chat ${n}`);
	}
	expect((await stick("new")).kind).toBe("updated");
	expect(github.comments).toHaveLength(230);
	expect(github.comments[215]?.body).toBe(marked("new", MINE));
});

test.each([
	["a person", { login: "mallory", type: "User" }],
	["another bot", { login: "other[bot]", type: "Bot" }],
	["a person with the bot's name", { login: "github-actions", type: "User" }],
	["a deleted account", null],
] as const)("does not touch a marker planted by %s", async (_, user) => {
	plant(marked("planted", OLDER), user);
	expect((await stick("ours")).kind).toBe("created");
	expect(texts()).toEqual(["planted", "ours"]);
	expect((await stick("ours again")).kind).toBe("updated");
	expect(texts()).toEqual(["planted", "ours again"]);
});

test("a marker that is not at the very start is somebody's quotation", async () => {
	plant(`> ${marked("quoted", OLDER)}`);
	expect((await stick("ours")).kind).toBe("created");
});

test("keys are apart, whatever they hold", async () => {
	for (const key of ["a", "a b", "a --> b", "ü\n<!--", "\ud800"]) {
		expect((await stick(`report of ${key}`, { key })).kind).toBe("created");
		expect((await stick(`report of ${key}`, { key })).kind).toBe("unchanged");
	}
	expect(github.comments).toHaveLength(5);
	for (const { body } of github.comments) {
		expect(body.split("\n")[0]).toMatch(/^<!-- [^<>]* -->$/);
	}
});

test("a token of a person is known by GET /user where there is no GraphQL", async () => {
	github.graphqlViewer = null;
	github.restViewer = "ci-user";
	github.self = { login: "ci-user", type: "User" };
	await stick("first");
	expect((await stick("second")).kind).toBe("updated");
	expect(texts()).toEqual(["second"]);
});

test("where GitHub does not say who we are, a new comment tells, and still one remains", async () => {
	github.graphqlViewer = null;
	plant(marked("planted", OLDER), { login: "mallory", type: "User" });
	await stick("first");
	expect((await stick("second")).kind).toBe("updated");
	expect(texts()).toEqual(["planted", "second"]);
});

test("of two runs that create at the same moment the newer twin goes", async () => {
	let once = true;
	github.onCreate = (created) => {
		if (!once) return;
		once = false;
		github.comments.splice(github.comments.indexOf(created), 0, {
			id: created.id - 500,
			body: marked("of the other", OLDER),
			user: github.self,
		});
	};
	expect((await stick("mine")).kind).toBe("updated");
	expect(texts()).toEqual(["mine"]);
});

test("a twin that a newer run has just written is left for that run", async () => {
	github.onCreate = (created) => {
		if (created.body !== marked("mine", MINE)) return;
		plant(marked("of the newer run", NEWER), github.self, created.id + 500);
	};
	await stick("mine");
	expect(texts()).toEqual(["mine", "of the newer run"]);
	await stick("of the newer run", { run: NEWER });
	expect(texts()).toEqual(["of the newer run"]);
});

test.each([
	["a newer run", { run: 51, attempt: 1, sha: "cccc" }, "older"],
	[
		"a later attempt of the same run",
		{ run: 50, attempt: 2, sha: "bbbb" },
		"older",
	],
	["an older run", { run: 49, attempt: 9, sha: "aaaa" }, "updated"],
	[
		"another run on the same commit",
		{ run: 51, attempt: 1, sha: "bbbb" },
		"updated",
	],
	["this very run", MINE, "updated"],
])("over the comment of %s", async (_, theirs, kind) => {
	plant(marked("theirs", theirs));
	expect((await stick("mine")).kind).toBe(kind);
	expect(texts()).toEqual([kind === "older" ? "theirs" : "mine"]);
});

test("starts no comment when asked not to, but brings one up to date", async () => {
	expect((await stick("fine", { create: false })).kind).toBe("none");
	expect(github.writes()).toEqual([]);
	await stick("leak");
	expect((await stick("fine", { create: false })).kind).toBe("updated");
	expect(texts()).toEqual(["fine"]);
});

test("sheds sections when GitHub finds the body too long", async () => {
	github.mostCharacters = 12_000;
	const stuck = await stickComment({
		...(await parts("x")),
		markdown: (limit) => "x".repeat(limit),
	});
	expect(stuck.kind).toBe("created");
	expect(texts()).toEqual(["x".repeat(10_000)]);
	expect(
		(
			await stickComment({
				...(await parts("x")),
				markdown: (limit) => "x".repeat(limit),
			})
		).kind,
	).toBe("unchanged");
});

test("a comment that was deleted meanwhile is written anew", async () => {
	plant(marked("old", OLDER));
	github.failures.push({ method: "PATCH", path: /./, status: 404 });
	expect((await stick("new")).kind).toBe("created");
});

test("waits as GitHub asks, then goes on", async () => {
	const reset = String(Math.floor(Date.now() / 1000) + 40);
	github.failures.push(
		{ method: "GET", path: /comments/, status: 502, times: 2 },
		{
			method: "POST",
			path: /comments/,
			status: 403,
			headers: { "retry-after": "7" },
		},
		{
			method: "POST",
			path: /comments/,
			status: 429,
			headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset },
		},
	);
	expect((await stick("report")).kind).toBe("created");
	expect(texts()).toEqual(["report"]);
	expect(clock.slept.slice(0, 3)).toEqual([1000, 2000, 7000]);
	expect(clock.slept[3]).toBeGreaterThan(20_000);
	expect(clock.slept[3]).toBeLessThanOrEqual(41_000);
});

test.each([
	[403, {}, 1],
	[404, {}, 1],
	[403, { "retry-after": "3600" }, 1],
	[500, {}, 4],
])("gives up on %i %j after %i requests", async (status, headers, times) => {
	github.failures.push({
		method: "GET",
		path: /comments/,
		status,
		headers,
		times: 99,
	});
	await expect(stick("report")).rejects.toMatchObject({ status });
	expect(github.requests).toHaveLength(times);
});

async function parts(text: string, run = MINE, key = "shop") {
	const octokit = await openOctokit({ apiUrl: github.url, token: "t" }, clock);
	return {
		comments: commentsOf(octokit, { owner: "acme", repo: "shop", number: 7 }),
		marker: { key, run, news: digest(text) },
		create: true,
	};
}

async function stick(
	text: string,
	options: { run?: RunId; key?: string; create?: boolean } = {},
): Promise<Stuck> {
	return await stickComment({
		...(await parts(text, options.run, options.key)),
		markdown: () => text,
		create: options.create ?? true,
	});
}

function marked(text: string, run: RunId): string {
	return withMarker({ key: "shop", run, news: digest(text) }, text);
}

/** Other text, other news. */
function digest(text: string): string {
	return Buffer.from(text).toString("hex");
}

function plant(
	body: string,
	user: FakeGithub["comments"][number]["user"] = github.self,
	id = github.comments.length + 1,
): void {
	github.comments.push({ id, body, user });
}

/** Every comment without its first line. */
function texts(): readonly string[] {
	return github.comments.map(({ body }) =>
		body.split("\n").slice(1).join("\n"),
	);
}
