import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { commentsOf } from "../../src/adapters/github/comments.ts";
import { readMarker, withMarker } from "../../src/adapters/github/marker.ts";
import { openOctokit } from "../../src/adapters/github/octokit.ts";
import { stickComment } from "../../src/adapters/github/sticky-comment.ts";
import {
	type Account,
	type FakeGithub,
	startFakeGithub,
} from "../support/fake-github.ts";
import { manualClock } from "../support/manual-clock.ts";

let github: FakeGithub;
beforeEach(async () => {
	github = await startFakeGithub();
});
afterEach(() => github.close());

const OURS = {
	key: "shop",
	run: { run: 50, attempt: 1, sha: "bbbb" },
	news: "1f",
};
const MARKED = withMarker({ ...OURS, news: "0" }, "planted");

/** With our marker, as exact as can be. */
const AUTHORS: Readonly<Record<string, Account | null>> = {
	// Attack 12.
	"a person": { login: "mallory", type: "User" },
	// Attack 13.
	"a person with our bot's name": { login: "github-actions", type: "User" },
	"a name in Cyrillic letters": { login: "gіthub-actions[bot]", type: "Bot" },
	"a name with an invisible letter": {
		login: "github\u200b-actions[bot]",
		type: "Bot",
	},
	"a longer name": { login: "github-actions[bot][bot]", type: "Bot" },
	// Attack 14.
	"another bot": { login: "helpful[bot]", type: "Bot" },
	"a deleted account": null,
};

test.each(Object.keys(AUTHORS))(
	"our marker in a comment by %s: it is not touched, and hides nothing",
	async (author) => {
		github.comments.push({
			id: 1,
			body: MARKED,
			user: AUTHORS[author] ?? null,
		});
		expect((await stick()).kind).toBe("created");
		expect(github.comments.map(({ body }) => body)).toEqual([
			MARKED,
			withMarker(OURS, "report"),
		]);
		expect(github.writes().filter((line) => !line.startsWith("POST"))).toEqual(
			[],
		);
	},
);

// Attack 15.
test("a run of the far future, planted by somebody, does not silence ours", async () => {
	const body = withMarker(
		{ ...OURS, run: { run: 999_999_999_999_999, attempt: 9, sha: "ffff" } },
		"planted",
	);
	github.comments.push({ id: 1, body, user: { login: "m", type: "User" } });
	expect((await stick()).kind).toBe("created");
});

/** By our own account, as when another workflow's bot repeats what a person wrote. */
test.each([
	// Attack 16.
	["a quotation", `> ${MARKED}`],
	["in a code block", `\`\`\`\n${MARKED}\n\`\`\``],
	["on the second line", `\n${MARKED}`],
	["behind \\r\\n", `\r\n${MARKED}`],
	["behind a space", ` ${MARKED}`],
	["behind a byte order mark", `\ufeff${MARKED}`],
	["behind a zero-width space", `\u200b${MARKED}`],
	["with text on its line", MARKED.replace("-->", "--> hello")],
	// Attack 17.
	["of another key", withMarker({ ...OURS, key: "shop2" }, "x")],
	[
		"of a key that ends like ours",
		withMarker({ ...OURS, key: "my shop" }, "x"),
	],
	["of a key in other letters", withMarker({ ...OURS, key: "ѕhop" }, "x")],
	[
		"of a key with an end of a comment",
		withMarker({ ...OURS, key: "shop -->" }, "x"),
	],
	["with a hyphen that only looks like one", MARKED.replace("leak-", "leak‐")],
	["in capitals", MARKED.replace("leak-budget", "LEAK-BUDGET")],
	["with an entity", MARKED.replace("<!--", "&lt;!--")],
	["within another comment", `<!-- ${MARKED}`],
	// Attack 18.
	[
		"with a broken escape in its key",
		MARKED.replace("key=shop", "key=%E0%A4%A"),
	],
	["with two keys", MARKED.replace("key=shop", "key=other key=shop")],
	["with a run that is no number", MARKED.replace("run=50", "run=x")],
	["with news that are none", MARKED.replace("news=0", "news=zz")],
])("a marker that is none of ours is left alone: %s", async (_, body) => {
	github.comments.push({ id: 1, body, user: github.self });
	expect((await stick()).kind).toBe("created");
	expect(github.comments[0]?.body).toBe(body);
	expect(github.comments).toHaveLength(2);
});

test.each([
	// Attack 19.
	"shop -->\n<!-- leak-budget key=other run=1.1 sha=x news=0 -->",
	"shop run=1.1 sha=x news=0 -->",
	"--> <script>alert(1)</script>",
	"a\r\nb",
	"\ud800",
	"%00%0a",
	"../../..",
	"",
])("a service called %j cannot end its marker, nor bear another's", (key) => {
	const body = withMarker({ ...OURS, key }, "report");
	expect(body.split("\n")[0]).toMatch(/^<!-- [^<>]* -->$/);
	expect(body.split("\n")).toHaveLength(2);
	expect(readMarker(body)?.key).toBe(Buffer.from(key).toString());
	expect(readMarker(body)?.run).toEqual(OURS.run);
});

// Attack 20.
test("a report that begins with a marker is still found by ours", async () => {
	const evil = withMarker({ ...OURS, key: "other" }, "x");
	await stick(evil);
	expect((await stick(evil)).kind).toBe("unchanged");
	expect(readMarker(github.comments[0]?.body ?? "")?.key).toBe("shop");
});

async function stick(report = "report") {
	const octokit = await openOctokit(
		{ apiUrl: github.url, token: "t" },
		manualClock(),
	);
	return await stickComment({
		comments: commentsOf(octokit, { owner: "acme", repo: "shop", number: 7 }),
		marker: OURS,
		markdown: () => report,
		create: true,
	});
}
