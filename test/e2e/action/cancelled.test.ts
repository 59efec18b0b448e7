import { randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import {
	killMarked,
	processesOf,
	survivors,
} from "../../support/marked-processes.ts";
import { explained, openBed, RUN_MS, stepOf } from "./bed.ts";
import { pullRequest } from "./events.ts";
import { workflow } from "./workflow.ts";

const bed = openBed();

test(
	"a run that is cancelled under load, twice: the service dies, the evidence stays, the comment is left alone",
	async () => {
		const { writes } = bed.github();
		const shop = await bed.shop({ "leaks.yml": workflow("pull_request") });
		const number = await bed.pull();
		const run = async (
			headSha: string,
			cancel?: { readonly runId: number; readonly mark: string },
		) =>
			await bed.run({
				source: shop.source,
				event: pullRequest({ number, headSha }),
				runId: cancel?.runId ?? bed.nextRun(),
				...(cancel && {
					mark: cancel.mark,
					meanwhile: async () =>
						await cancelUnderLoad(cancel.mark, bed.kept(cancel.runId)),
				}),
			});
		await run(shop.toPull({ leaks: true }));
		const posted = await bed.ours(number);
		expect(posted).toHaveLength(1);

		const headSha = shop.toPull({
			leaks: false,
			// It will not go by itself, so that the second signal finds us waiting.
			load: (address) =>
				`trap "" INT TERM; while sleep 0.05; do curl -sf ${address}/orders/1 && touch "$BED_KEPT.loading"; done`,
		});
		for (const _ of ["first", "second"]) {
			const cancel = { runId: bed.nextRun(), mark: randomUUID() };
			const cancelled = await run(headSha, cancel);
			const left = await survivors(cancel.mark, [], 10_000);
			killMarked(cancel.mark);
			explained(cancelled, () => {
				expect(left).toEqual([]);
				const { result, outputs, text, annotations } = stepOf(cancelled);
				expect(result).toBe("failure");
				expect(outputs.outcome).toBe("undecided");
				expect(annotations[0]?.message).toContain("interrupted (SIGINT)");
				expect(text).toContain("SIGINT: stopping what runs");
				const journal = join(bed.kept(cancel.runId), "evidence/journal.jsonl");
				expect(readFileSync(journal, "utf8")).toContain('"type":"snapshot"');
			});
			expect(await bed.ours(number)).toEqual(posted);
		}
		expect(writes).toHaveLength(1);
	},
	3 * RUN_MS,
);

/** As the runner does, SIGINT and then SIGTERM, to the action's process alone; only not 7.5 s apart. */
async function cancelUnderLoad(mark: string, kept: string): Promise<void> {
	while (!existsSync(`${kept}.loading`)) await delay(50);
	const running = processesOf(mark);
	expect(running).toContainEqual(expect.stringMatching(/bin\/service/u));
	const action = running.find((one) =>
		/^\d+ \S*node \S+action\.js$/u.test(one),
	);
	if (!action) throw new Error(`no action among:\n${running.join("\n")}`);
	const pid = Number.parseInt(action, 10);
	process.kill(pid, "SIGINT");
	await delay(200);
	process.kill(pid, "SIGTERM");
}
