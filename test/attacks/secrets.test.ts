import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { systemClock } from "../../src/adapters/clock.ts";
import { maskedEvidence } from "../../src/adapters/evidence/masked.ts";
import { loadRunner } from "../../src/adapters/load/runner.ts";
import { maskOf } from "../../src/adapters/secrets/mask.ts";
import { measure } from "../../src/commands/measure.ts";
import type { EvidenceEvent } from "../../src/model/evidence.ts";
import type { Plan, ServicePlan } from "../../src/model/plan.ts";
import { textReport } from "../../src/report/text.ts";
import { scratchFolder } from "../support/scratch.ts";
import { commandScenario, servicePlan } from "../support/service-plan.ts";

const folder = scratchFolder();
const signal = new AbortController().signal;

/** What the job's environment holds, and the service prints. */
const SECRETS = {
	"INPUT_GITHUB-TOKEN": "the-actions-own-token",
	ATTACK_API_KEY: "key-of-the-job",
	ATTACK_DSN: "postgres://shop:p%40ss-of-shop@db/orders",
	ATTACK_PRIVATE_KEY: "first line of it\nsecond line of it",
};

beforeAll(() => {
	Object.assign(process.env, SECRETS);
});
afterAll(() => {
	for (const name of Object.keys(SECRETS)) delete process.env[name];
});

const GITHUB = `ghs_${"aB3".repeat(12)}`;
const OUTPUT = [
	"token the-actions-own-token",
	"key key-of-the-job",
	`key in base64 ${Buffer.from("user:key-of-the-job").toString("base64")}`,
	"dsn postgres://shop:p%40ss-of-shop@db/orders password p@ss-of-shop",
	"first line of it",
	"  second line of it",
	`GitHub's ${GITHUB}`,
	"Authorization: Bearer short1",
	"colours key-of\u001b[31m-the-job",
].join("\n");

/** Nothing of them may be in any file of a run. */
const SHOWN = [
	"actions-own",
	"of-the-job",
	"ss-of-shop",
	"line of it",
	GITHUB,
	"short1",
	Buffer.from("key-of-the-job").toString("base64").slice(4, -4),
];

const PRINT = `${process.execPath} -e 'console.log(process.env.OUTPUT)'`;

test.each([
	// Attack 72.
	["a build that fails", { build: `${PRINT}; exit 1`, run: "true" }],
	["a service that dies", { run: `${PRINT}; exit 1` }],
	[
		"a build that prints, a service that dies",
		{ build: PRINT, run: `${PRINT} >&2; exit 1` },
	],
	["a setup that fails", { run: "true", setup: `${PRINT}; exit 1` }],
	["a teardown that fails", { run: "exit 1", teardown: `${PRINT}; exit 1` }],
] as const)("no file of a run shows a secret: %s", async (name, commands) => {
	const { setup, teardown, ...service } = commands as Partial<
		ServicePlan & Plan
	>;
	const plan = servicePlan(
		{
			...service,
			cwd: folder,
			env: { OUTPUT, DATABASE: SECRETS.ATTACK_DSN },
			taken: ["ATTACK_DSN"],
			profiles: { kind: "pprof", url: "http://127.0.0.1:1/" },
		},
		{
			...(setup && { setup }),
			...(teardown && { teardown }),
			directory: folder,
		},
	);
	const out = join(folder, name);
	const progress: unknown[] = [];
	const { verdict, excerpts, paths } = await measure({
		plan,
		folder: out,
		progress: (one) => progress.push(one),
		signal,
	});
	const terminal = textReport(verdict, {
		color: false,
		excerpts,
		paths: { report: paths.html, folder: out },
	});
	const texts = [...filesIn(out), terminal, JSON.stringify(progress)];
	expect(texts.some((text) => text.includes("***"))).toBe(true);
	for (const secret of SHOWN)
		expect(texts.filter((text) => text.includes(secret))).toEqual([]);
});

test("what Go says where it fails is masked as well, though no log of ours has it", async () => {
	const bin = join(folder, "bin");
	mkdirSync(bin);
	const go = "#!/bin/sh\necho 'GOPROXY key-of-the-job is down' >&2; exit 1\n";
	writeFileSync(join(bin, "go"), go, { mode: 0o755 });
	const plan = servicePlan(
		{ build: "true", cwd: folder, env: { PATH: `${bin}:${process.env.PATH}` } },
		{ directory: folder },
	);
	const out = join(folder, "go fails");
	const { verdict } = await measure({
		plan,
		folder: out,
		progress: () => {},
		signal,
	});
	expect(verdict.problems[0]?.tail).toContain("GOPROXY *** is down");
	expect(filesIn(out).join("")).not.toContain("of-the-job");
});

test("a load that prints secrets: log and error", async () => {
	const logDirectory = join(folder, "load");
	const runner = loadRunner({
		plan: servicePlan({ env: { OUTPUT } }),
		logDirectory,
		workDir: folder,
		clock: systemClock(),
		notes: () => {},
	});
	const failed = await runner
		.run(commandScenario(`echo "key-of-the-job ${GITHUB}"; exit 1`), 1, signal)
		.catch((error: unknown) => error);
	expect(JSON.stringify(failed)).toContain('"tail":["*** ***"]');
	expect(filesIn(logDirectory).join("")).toBe("*** ***\n");
});

// Attack 73.
test("sentences of the journal, and the errors that a load's summary names", () => {
	const events: EvidenceEvent[] = [];
	const evidence = maskedEvidence(
		{ append: (event) => events.push(event), save: () => {} },
		maskOf(["hunter22"]),
	);
	const quoted = "it said hunter22";
	evidence.append({ type: "note", text: quoted });
	evidence.append({
		type: "problem",
		problem: {
			code: "hunter22",
			message: quoted,
			where: quoted,
			remedy: quoted,
			tail: [quoted],
		},
	});
	evidence.append({
		type: "load",
		round: 1,
		load: { scenario: "hunter22", durationMs: 1, errorKinds: { [quoted]: 3 } },
	});
	const shown = "it said ***";
	expect(events).toEqual([
		{ type: "note", text: shown },
		{
			type: "problem",
			problem: {
				code: "hunter22",
				message: shown,
				where: shown,
				remedy: shown,
				tail: [shown],
			},
		},
		// Names of our own plan are how the rest of the journal is found.
		{
			type: "load",
			round: 1,
			load: { scenario: "hunter22", durationMs: 1, errorKinds: { [shown]: 3 } },
		},
	]);
});

function filesIn(of: string): readonly string[] {
	return readdirSync(of, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));
}
