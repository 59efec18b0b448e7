import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { systemClock } from "../../src/adapters/clock.ts";
import { loadRunner } from "../../src/adapters/load/runner.ts";
import { connectPprof } from "../../src/adapters/probe/pprof.ts";
import { getStatus } from "../../src/adapters/service/get-status.ts";
import { Stop } from "../../src/model/problem.ts";
import {
	type CountingServer,
	countingServer,
} from "../support/counting-server.ts";
import { scratchFolder } from "../support/scratch.ts";
import { httpScenario, servicePlan } from "../support/service-plan.ts";

/**
 * A budget file names URLs, and code under test could ask for them itself: other
 * hosts are allowed. What must not be: that the question carries anything of
 * ours, goes where somebody else sends it, or that the answer is shown.
 */
const folder = scratchFolder();
const signal = new AbortController().signal;
const CREDENTIALS =
	'{"AccessKeyId":"of-the-instance","Token":"metadata-secret"}';
const TOKENS = ["GITHUB_TOKEN", "GH_TOKEN", "INPUT_GITHUB-TOKEN"];

let metadata: CountingServer;
let headers: string[] = [];
beforeEach(async () => {
	headers = [];
	metadata = await countingServer((request, response) => {
		headers.push(...request.rawHeaders);
		response.end(CREDENTIALS);
	});
	for (const name of TOKENS) process.env[name] = "of-the-job";
});
afterEach(async () => {
	for (const name of [...TOKENS, "http_proxy"]) delete process.env[name];
	await metadata.close();
});

/** All that a budget file can have asked: as text, whatever comes of it. */
const QUESTIONS: Readonly<Record<string, (url: string) => Promise<unknown>>> = {
	profiles: (url) => connectPprof({ url, signal }),
	ready: (url) => getStatus(url, 5_000, signal),
	load: (url) =>
		loadRunner({
			plan: servicePlan(),
			logDirectory: folder,
			workDir: folder,
			clock: systemClock(),
			notes: () => {},
		}).run(
			httpScenario({
				url,
				connections: 1,
				amount: { kind: "requests", requests: 1 },
			}),
			1,
			signal,
		),
};
const KINDS = Object.keys(QUESTIONS);

// Attack 58.
test.each(KINDS)(
	"%s: nothing of an answer from elsewhere is shown",
	async (kind) => {
		const path = "latest/meta-data/iam/security-credentials/";
		const said = await outcome(kind, `${metadata.url}${path}`);
		expect(metadata.seen()).toBeGreaterThan(0);
		expect(said).not.toMatch(/of-the-instance|metadata-secret/);
	},
);

// Attack 59.
test.each(KINDS)("%s: the question carries no credentials", async (kind) => {
	await outcome(kind, metadata.url);
	expect(headers.join("\n")).not.toMatch(/authorization|cookie|of-the-job/i);
});

// Attack 60.
test.each(KINDS)("%s: nobody is followed to another host", async (kind) => {
	const lure = await countingServer((_, response) => {
		response.writeHead(302, { location: metadata.url });
		response.end();
	});
	await outcome(kind, lure.url);
	expect(lure.seen()).toBeGreaterThan(0);
	expect(metadata.seen()).toBe(0);
	await lure.close();
});

// Attack 61.
test.each(KINDS)(
	"%s: no proxy that a variable names is asked",
	async (kind) => {
		process.env.http_proxy = metadata.url;
		await outcome(kind, "http://127.0.0.1:1/");
		expect(metadata.seen()).toBe(0);
	},
);

async function outcome(kind: string, url: string): Promise<string> {
	try {
		return JSON.stringify(await QUESTIONS[kind]?.(url)) ?? "";
	} catch (error) {
		if (error instanceof Stop) return JSON.stringify(error.problems);
		return String(error);
	}
}
