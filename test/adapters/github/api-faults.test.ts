import { readFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { githubRun } from "../../../src/adapters/github/event.ts";
import { readInputs } from "../../../src/adapters/github/inputs.ts";
import { withMarker } from "../../../src/adapters/github/marker.ts";
import { publish } from "../../../src/adapters/github/publish.ts";
import {
	type FakeGithub,
	type ScriptedFailure,
	startFakeGithub,
} from "../../support/fake-github.ts";
import { fakeToolkit } from "../../support/fake-toolkit.ts";
import { leakingVerdict } from "../../support/leaking-verdict.ts";
import { manualClock } from "../../support/manual-clock.ts";
import { scratchFolder } from "../../support/scratch.ts";

/** Whatever the API does, the verdict is told: octokit itself against a server of our own. */

const folder = scratchFolder();
let github: FakeGithub;
beforeEach(async () => {
	github = await startFakeGithub();
});
afterEach(() => github.close());

/** Long enough for an answer on a busy machine, where none is due. */
const UNANSWERED_MS = 100;

interface Fault {
	readonly status?: number;
	readonly headers?: () => Readonly<Record<string, string>>;
	readonly raw?: (response: ServerResponse) => void;
	readonly requestMs?: number;
	/** Pauses before each repetition, in seconds, while the fault stays. */
	readonly waits: readonly number[];
	/** What the warning says of it. */
	readonly says: RegExp;
}

/** Half of a JSON answer of status 200, then the connection is gone. */
function cutOff(response: ServerResponse): void {
	response.writeHead(200, {
		"content-type": "application/json; charset=utf-8",
		"content-length": "1000",
	});
	response.write('[{"id": 1, "bo', () => response.destroy());
}

const answering =
	(type: string, body: string, status = 200) =>
	(response: ServerResponse) => {
		response.writeHead(status, { "content-type": type });
		response.end(body);
	};

const FAULTS: Readonly<Record<string, Fault>> = {
	"500": { status: 500, waits: [1, 2, 4], says: /HTTP 500/ },
	"502": { status: 502, waits: [1, 2, 4], says: /HTTP 502/ },
	"502 with a page of HTML": {
		raw: answering(
			"text/html",
			`<html><style>${"x{}".repeat(9000)}</style><h1>Bad\n gateway</h1>`,
			502,
		),
		waits: [1, 2, 4],
		says: /posted: Bad gateway \(HTTP 502\)/,
	},
	"503": { status: 503, waits: [1, 2, 4], says: /HTTP 503/ },
	"503 with retry-after": {
		status: 503,
		headers: () => ({ "retry-after": "7" }),
		waits: [7, 7, 7],
		says: /HTTP 503/,
	},
	"401": { status: 401, waits: [], says: /HTTP 401/ },
	"403 without headers": {
		status: 403,
		waits: [],
		says: /HTTP 403.*pull-requests: write/,
	},
	"403 with retry-after": {
		status: 403,
		headers: () => ({ "retry-after": "5" }),
		waits: [5, 5, 5],
		says: /HTTP 403\)(?!.*permissions)/,
	},
	"403 with a retry-after beyond our patience": {
		status: 403,
		headers: () => ({ "retry-after": "3600" }),
		waits: [],
		says: /HTTP 403\)(?!.*permissions)/,
	},
	"403 with nothing remaining until a reset": {
		status: 403,
		headers: () => {
			const now = Date.now();
			return {
				date: new Date(now).toUTCString(),
				"x-ratelimit-remaining": "0",
				"x-ratelimit-reset": String(Math.floor(now / 1000) + 20),
			};
		},
		waits: [20, 20, 20],
		says: /HTTP 403\)(?!.*permissions)/,
	},
	"429": { status: 429, waits: [60], says: /HTTP 429/ },
	"429 with retry-after": {
		status: 429,
		headers: () => ({ "retry-after": "3" }),
		waits: [3, 3, 3],
		says: /HTTP 429/,
	},
	"410": { status: 410, waits: [], says: /HTTP 410/ },
	"no answer": {
		raw: () => {},
		requestMs: UNANSWERED_MS,
		waits: [1, 2, 4],
		says: /no whole answer within 0.1 s/,
	},
	"an answer that never ends": {
		raw: (response) => {
			response.writeHead(200, { "content-type": "application/json" });
			response.write("[");
		},
		requestMs: UNANSWERED_MS,
		waits: [1, 2, 4],
		says: /no whole answer within 0.1 s/,
	},
	"a connection that is reset": {
		raw: (response) => response.destroy(),
		waits: [1, 2, 4],
		says: /could not be posted/,
	},
	"an answer that is cut off": {
		raw: cutOff,
		waits: [1, 2, 4],
		says: /cut off/,
	},
	"HTML instead of JSON": {
		raw: answering("text/html", "<h1>Welcome to this hotel's network</h1>"),
		waits: [1, 2, 4],
		says: /no answer of GitHub's API/,
	},
	"bytes instead of JSON": {
		raw: answering("application/octet-stream", "\u0000\u0001"),
		waits: [1, 2, 4],
		says: /no answer of GitHub's API/,
	},
	"an empty answer": {
		raw: answering("application/json", ""),
		waits: [1, 2, 4],
		says: /cut off/,
	},
	null: {
		raw: answering("application/json", "null"),
		waits: [1, 2, 4],
		says: /no answer of GitHub's API/,
	},
	"an answer that is not as documented": {
		raw: answering("application/json", '{"id":"one"}'),
		waits: [],
		says: /not as GitHub documents it/,
	},
};

const CALLS = {
	list: { method: "GET", path: /issues\/7\/comments$/ },
	create: { method: "POST", path: /issues\/7\/comments$/ },
	update: { method: "PATCH", path: /issues\/comments\/\d+$/ },
} as const;
type Call = keyof typeof CALLS;

describe.each(Object.keys(CALLS) as Call[])("%s", (call) => {
	test.each(Object.keys(FAULTS))(
		"%s, again and again: a bounded number of calls, a warning, and the verdict stands",
		async (name) => {
			const fault = faultOf(name);
			const told = await tell(call, fault, Number.POSITIVE_INFINITY);
			expect(told.waits).toEqual(fault.waits);
			expect(told.calls).toBe(fault.waits.length + 1);
			expect(told.warnings).toEqual([expect.stringMatching(fault.says)]);
			expect(told.warnings[0]?.length).toBeLessThan(900);
			expect(told.log).toContain("# report");
			standsAsIfNothingWere(told);
		},
	);

	test.each(
		Object.keys(FAULTS).filter((name) => faultOf(name).waits.length > 0),
	)("%s, once: the comment is there, one and right", async (name) => {
		const fault = faultOf(name);
		const told = await tell(call, fault, 1);
		expect(told.waits).toEqual(fault.waits.slice(0, 1));
		expect(told.warnings).toEqual([]);
		expect(github.comments.map(({ body }) => body)).toEqual([
			expect.stringContaining("# report"),
		]);
		standsAsIfNothingWere(told);
	});
});

test.each(["list", "create"] as const)(
	"404 on %s is told as a matter of permissions",
	async (call) => {
		const told = await tell(call, { status: 404 }, Number.POSITIVE_INFINITY);
		expect(told.calls).toBe(1);
		expect(told.warnings).toEqual([
			expect.stringMatching(/HTTP 404.*pull-requests: write/),
		]);
		standsAsIfNothingWere(told);
	},
);

test("404 on update: somebody deleted it, and it is written anew", async () => {
	const told = await tell("update", { status: 404 }, 1);
	expect(told.warnings).toEqual([]);
	expect(github.writes().at(-1)).toMatch(/^POST/);
	standsAsIfNothingWere(told);
});

test.each([
	["create", 4],
	["update", 4],
	["list", 1],
] as const)(
	"422 that stays on %s: %i calls, without a pause",
	async (call, calls) => {
		const told = await tell(call, { status: 422 }, Number.POSITIVE_INFINITY);
		expect([told.calls, told.waits]).toEqual([calls, []]);
		expect(told.warnings).toEqual([expect.stringMatching(/HTTP 422/)]);
		standsAsIfNothingWere(told);
	},
);

test.each(["create", "update"] as const)(
	"422 for a body too long on %s: sections are shed until it fits",
	async (call) => {
		github.mostCharacters = 12_000;
		const told = await tell(call, undefined, 0, (limit) => "x".repeat(limit));
		expect(told.calls).toBe(3);
		expect(github.comments.at(-1)?.body.length).toBeGreaterThan(9_999);
		expect(told.warnings).toEqual([]);
	},
);

test("a comment that was written, but whose answer was lost, gets no twin", async () => {
	github.onCreate = () => {
		github.onCreate = () => {};
		github.dropConnections();
	};
	const told = await tell("create", undefined, 0);
	expect(
		github.writes().filter((line) => line.startsWith("POST")),
	).toHaveLength(2);
	expect(github.comments).toHaveLength(1);
	expect(told.warnings).toEqual([]);
});

test("a server that is not there", async () => {
	const { url } = github;
	await github.close();
	const told = await tell("list", undefined, 0, undefined, url);
	expect(told.waits).toEqual([1, 2, 4]);
	expect(told.warnings).toEqual([expect.stringMatching(/could not be posted/)]);
	standsAsIfNothingWere(told);
	github = await startFakeGithub();
});

test("a twin that GitHub will not delete takes nothing from the comment", async () => {
	const body = withMarker(OLDER, "# older");
	github.comments.push({ id: 2, body, user: github.self });
	github.failures.push({
		method: "DELETE",
		path: /./,
		status: 403,
		times: 9,
	});
	const told = await tell("update", undefined, 0);
	expect(told.warnings).toEqual([]);
	const [oldest] = github.comments.filter(({ id }) => id === 1);
	expect(oldest?.body).toContain("# report");
});

test.each([
	[
		"comments by deleted accounts and without a text",
		[{ user: null }, { body: undefined }],
	],
	["an account without a type", [{ user: { login: "someone" } }]],
])(
	"others' comments may lack what GitHub lets them lack: %s",
	async (_, odd) => {
		const items = odd.map((one, index) => ({
			id: 500 + index,
			html_url: "https://github.com/x",
			body: "x",
			user: null,
			...one,
		}));
		const raw = answering("application/json", JSON.stringify(items));
		const told = await tell("list", { raw }, 1);
		expect(told.warnings).toEqual([]);
		expect(github.comments).toHaveLength(1);
	},
);

test.each([
	["no viewer", '{"data":{"viewer":null}}'],
	["no data", "{}"],
	["errors", '{"errors":[{"message":"no"}]}'],
	["HTML", "<h1>no</h1>"],
])(
	"who we are is not told (%s): our comment is found by its author all the same",
	async (_, body) => {
		const raw = answering("application/json", body);
		github.failures.push({
			method: "POST",
			path: /graphql/,
			status: 200,
			raw,
			times: 9,
		});
		const told = await tell("update", undefined, 0);
		expect(told.warnings).toEqual([]);
		expect(github.comments).toHaveLength(1);
		expect(github.comments[0]?.body).toContain("# report");
	},
);

type Told = Awaited<ReturnType<typeof tell>>;

/** Exit, outputs, annotations and summary of a leak. */
function standsAsIfNothingWere({ said, outputs, summary }: Told): void {
	expect(said.slice(0, 2)).toEqual([
		"error orders/client.go:42 it waits",
		"failed shop: fail",
	]);
	expect(outputs).toMatchObject({
		outcome: "fail",
		"goroutines-growth": "100",
	});
	expect(summary).toBe("# report\n");
}

const OLDER = {
	key: "shop",
	run: { run: 10, attempt: 1, sha: "aaaa" },
	news: "0",
};

function faultOf(name: string): Fault {
	const fault = FAULTS[name];
	if (!fault) throw new Error(name);
	return fault;
}

async function tell(
	call: Call,
	fault: Partial<Fault> | undefined,
	times: number,
	markdown: (limit: number) => string = () => "# report",
	url = github.url,
) {
	if (call === "update")
		github.comments.push({
			id: 1,
			body: withMarker(OLDER, "# older"),
			user: github.self,
		});
	if (fault) {
		const { status = 0, headers, raw } = fault;
		const failure: ScriptedFailure = {
			...CALLS[call],
			status,
			...(headers && { headers: headers() }),
			...(raw && { raw }),
			times,
		};
		github.failures.push(failure);
	}
	const summaryPath = join(folder, `${Math.random()}.md`);
	const { toolkit, said, outputs, log } = fakeToolkit();
	const clock = manualClock();
	const inputs = readInputs(
		(name) => ({ "github-token": "t", artifact: "never" })[name] ?? "",
	);
	if (inputs.mode !== "measure") throw new Error("not measured");
	await publish({
		verdict: leakingVerdict("fail"),
		headline: "shop: fail",
		markdown,
		annotations: [
			{
				level: "error",
				title: "goroutine leak",
				message: "it waits",
				file: "orders/client.go",
				line: 42,
			},
		],
		inputs,
		upload: async () => ({ failed: "not asked for" }),
		run: githubRun(
			{
				GITHUB_REPOSITORY: "acme/shop",
				GITHUB_RUN_ID: "50",
				GITHUB_RUN_ATTEMPT: "1",
				GITHUB_API_URL: url,
			},
			{
				pull_request: {
					number: 7,
					head: { sha: "bbbb", repo: { full_name: "acme/shop" } },
				},
			},
		),
		paths: { verdict: "out/verdict.json", report: "out/report.md" },
		summaryPath,
		toolkit,
		clock,
		...(fault?.requestMs !== undefined && { requestMs: fault.requestMs }),
	});
	return {
		said,
		outputs,
		warnings: said.filter((line) => line.startsWith("warning")),
		waits: clock.slept.map((ms) => Math.ceil(ms / 1000)),
		calls: github.requests.filter((line) => {
			const [method = "", path = ""] = line.split(" ");
			const { pathname } = new URL(path, url);
			return method === CALLS[call].method && CALLS[call].path.test(pathname);
		}).length,
		log: log(),
		summary: readFileSync(summaryPath, "utf8"),
	};
}
