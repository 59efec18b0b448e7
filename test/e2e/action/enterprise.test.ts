import { expect, test } from "@jest/globals";
import { explained, openBed, RUN_MS, stepOf } from "./bed.ts";
import { pullRequest } from "./events.ts";
import { workflow } from "./workflow.ts";

// GitHub Enterprise Server: other addresses, and no artifacts from an action.
const bed = openBed();
const SERVER = "https://github.acme.example";

test(
	"a server of one's own, twice: its API, its links, and what to do about the evidence",
	async () => {
		const { writes, artifacts, url } = bed.github();
		const shop = await bed.shop({ "leaks.yml": workflow("pull_request") });
		const headSha = shop.toPull({ leaks: true });
		const number = await bed.pull();
		const comments: unknown[] = [];
		for (const _ of ["first", "second"]) {
			const runId = bed.nextRun();
			const run = await bed.run({
				source: shop.source,
				event: pullRequest({ number, headSha }),
				runId,
				env: { GITHUB_SERVER_URL: SERVER, GITHUB_API_URL: `${url}/api/v3` },
			});
			const ours = await bed.ours(number);
			explained(run, () => {
				expect(run.passed).toBe(false);
				expect(stepOf(run).annotations).toContainEqual(
					expect.objectContaining({
						level: "notice",
						message: expect.stringContaining("actions/upload-artifact"),
					}),
				);
				expect(artifacts.of(runId)).toEqual([]);
				expect(ours).toHaveLength(1);
				expect(ours[0]?.body).toContain(`](${SERVER}/acme/shop/`);
				expect(ours[0]?.body).not.toContain("](https://github.com/");
			});
			comments.push(ours);
		}
		expect(comments[1]).toEqual(comments[0]);
		expect(writes).toHaveLength(1);
	},
	2 * RUN_MS,
);
