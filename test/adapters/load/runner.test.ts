import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { systemClock } from "../../../src/adapters/clock.ts";
import { loadRunner } from "../../../src/adapters/load/runner.ts";
import { scratchFolder } from "../../support/scratch.ts";
import {
	commandScenario,
	httpScenario,
	servicePlan,
} from "../../support/service-plan.ts";

const folder = scratchFolder();
const samples = join(import.meta.dirname, "samples");
const signal = new AbortController().signal;
const notes: string[] = [];

function runner(...load: Parameters<typeof loadRunner>[0]["plan"]["load"]) {
	return loadRunner({
		plan: servicePlan({}, { directory: samples, load }),
		logDirectory: join(folder, "logs"),
		workDir: folder,
		clock: systemClock(),
		notes: (text) => notes.push(text),
	});
}

test("a command's summary is read from its output, which goes to the round's log", async () => {
	const scenario = commandScenario(
		"echo noise >&2; cat vegeta-mixed.json.txt; echo done",
		0.1,
	);
	expect(await runner(scenario).run(scenario, 2, signal)).toEqual({
		scenario: "orders",
		durationMs: expect.any(Number),
		requests: 40,
		errors: 4,
		errorKinds: { "HTTP 500": 4 },
		p99Ms: 1.9,
		summary: "vegeta",
	});
	const log = readFileSync(join(folder, "logs/load-2.log"), "utf8");
	expect(log).toContain("noise");
	expect(log).toContain('"requests":40');
});

test("k6 leaves its summary where the environment says; crossed thresholds are a result", async () => {
	const scenario = commandScenario(
		'cp k6-export.json.txt "$K6_SUMMARY_EXPORT"; exit 99',
		0.1,
	);
	const result = await runner(scenario).run(scenario, 1, signal);
	expect(result).toMatchObject({ requests: 40, errors: 4, summary: "k6" });
	expect(
		readdirSync(folder).filter((name) => name.startsWith("load-")),
	).toEqual([]);
});

test("a command without a summary leaves requests out", async () => {
	const scenario = commandScenario("echo 200 requests");
	expect(await runner(scenario).run(scenario, 1, signal)).toEqual({
		scenario: "orders",
		durationMs: expect.any(Number),
	});
});

test("that the requests are not known is said once for each scenario", async () => {
	notes.length = 0;
	const first = { ...commandScenario("true"), name: "a" };
	const second = { ...commandScenario("true"), name: "b" };
	const third = {
		...commandScenario("cat vegeta-mixed.json.txt", 1),
		name: "c",
	};
	const it = runner(first, second, third);
	for (const round of [1, 2])
		for (const each of [first, second, third])
			await it.run(each, round, signal);
	expect(notes.map((note) => note.slice(0, 7))).toEqual(["load a:", "load b:"]);
	expect(notes[0]).toContain("curl -f");
});

test.each([
	["not found", "no-such-load-tool --fast", "load-not-found"],
	["fails", "echo broken; exit 2", "load-failed"],
	["exits 99 without being k6", "exit 99", "load-failed"],
	["fails requests", "cat vegeta-refused.json.txt", "load-errors"],
	["sends nothing", "cat hey-refused.csv", "load-errors"],
])("a load that %s: %s", async (_, run, code) => {
	const scenario = commandScenario(run);
	const running = runner(scenario).run(scenario, 1, signal);
	await expect(running).rejects.toMatchObject({
		problems: [{ code, where: "load orders", remedy: expect.any(String) }],
	});
});

test("each scenario of several has a log of its own, named by its place", async () => {
	const first = { ...commandScenario("echo 1"), name: "../../etc" };
	const second = { ...commandScenario("echo 2"), name: "b" };
	const it = runner(first, second);
	await it.run(first, 7, signal);
	await it.run(second, 7, signal);
	expect(existsSync(join(folder, "logs/load-7-1.log"))).toBe(true);
	expect(existsSync(join(folder, "logs/load-7-2.log"))).toBe(true);
});

test("the built-in driver is held to allow_errors, too", async () => {
	const scenario = httpScenario();
	const running = runner(scenario).run(scenario, 1, signal);
	await expect(running).rejects.toThrow(
		"The load sent 40 requests, 40 failed (connection refused).",
	);
});

test("abort ends a command", async () => {
	const abort = new AbortController();
	const scenario = commandScenario("sleep 60");
	const running = runner(scenario).run(scenario, 1, abort.signal);
	setImmediate(() => abort.abort(new Error("Ctrl-C")));
	await expect(running).rejects.toThrow("Ctrl-C");
});
