import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { withMarker } from "../../../src/adapters/github/marker.ts";
import { freePort } from "../../support/free-port.ts";
import { type ActRun, LONGEST_MS, runAct } from "./act.ts";
import { type Consumer, makeConsumer } from "./consumer.ts";
import { type Emulator, OTHER_TOKEN, startEmulator } from "./emulator.ts";
import { installAct } from "./tools.ts";

// The whole action, built, as a workflow uses it: four pushes to one pull request.
const INSTALL_MS = 30 * 60_000;
const RUN_MS = LONGEST_MS + 60_000;
const PLANTED = withMarker(
	{ key: "orders", run: { run: 1, attempt: 1, sha: "" }, news: "" },
	"planted by somebody else",
);

let folder: string;
let consumer: Consumer;
let emulator: Emulator;
let runs = 100;

beforeAll(async () => {
	installAct();
	folder = mkdtempSync(join(tmpdir(), "leak-budget-act-"));
	consumer = makeConsumer(folder);
	emulator = await startEmulator();
	await emulator.comment("Nice work!", OTHER_TOKEN);
	await emulator.comment(PLANTED, OTHER_TOKEN);
}, INSTALL_MS);

afterAll(async () => {
	await emulator?.close();
	if (folder) rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
});

test(
	"a service that leaks: failed step, summary, outputs, annotation and one comment; a second run keeps the one",
	async () => {
		const headSha = consumer.commit("send-blocked", await freePort());
		const first = await push(headSha);
		expect(shown(first)).toMatchObject({ passed: false, step: "failure" });
		expect(first.outputs).toMatchObject({ outcome: "fail" });
		expect(Number(first.outputs["goroutines-growth"])).toBeGreaterThan(0);
		expect(Number(first.outputs["inuse-space-growth"])).not.toBeNaN();
		expect(first.summary).toMatch(/^### ❌/);
		expect(first.annotations).toContainEqual(
			expect.objectContaining({
				level: "error",
				file: "internal/orders/client.go",
			}),
		);
		const [comment, ...more] = await ours();
		expect(more).toEqual([]);
		expect(comment?.body).toContain("client.go");

		const second = await push(headSha);
		expect(shown(second)).toMatchObject({ passed: false, step: "failure" });
		expect((await ours()).map(({ id }) => id)).toEqual([comment?.id]);
	},
	2 * RUN_MS,
);

test(
	"its mended twin: passed step, and the same comment says so",
	async () => {
		const before = await ours();
		const run = await push(
			consumer.commit("send-blocked-mended", await freePort()),
		);
		expect(shown(run)).toMatchObject({ passed: true, step: "success" });
		expect(run.outputs).toMatchObject({
			outcome: "pass",
			"goroutines-growth": "0",
		});
		expect(run.annotations).toEqual([]);
		expect(run.summary).toMatch(/^### ✅/);
		const after = await ours();
		expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
		expect(after[0]?.body).toContain("✅");
	},
	RUN_MS,
);

test(
	"a mistake in the budget file: failed step with an error at its line, and the comment is left alone",
	async () => {
		const before = await ours();
		const run = await push(
			consumer.commit("send-blocked", await freePort(), "gorutines: 5\n"),
		);
		expect(shown(run)).toMatchObject({ passed: false, step: "failure" });
		expect(run.outputs).toEqual({});
		expect(run.annotations[0]).toMatchObject({
			level: "error",
			file: ".github/leak-budget.yml",
			line: expect.stringMatching(/^\d+$/),
			message: expect.stringContaining("gorutines"),
		});
		expect(await ours()).toEqual(before);
	},
	RUN_MS,
);

test("what others wrote is as it was", async () => {
	const others = (await emulator.comments()).filter(
		({ user }) => user.login !== "ci",
	);
	expect(others.map(({ body }) => body)).toEqual(["Nice work!", PLANTED]);
});

async function push(headSha: string): Promise<ActRun> {
	return await runAct({ folder, consumer, emulator, headSha, runId: ++runs });
}

async function ours() {
	return (await emulator.comments()).filter(({ user }) => user.login === "ci");
}

/** Puts the whole log into the message of a failed expectation, where there is something to explain. */
function shown(run: ActRun) {
	return { passed: run.passed, step: run.step, log: run.log };
}
