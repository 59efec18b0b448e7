import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../../support/free-port.ts";
import { type ActRun, runAct } from "./act.ts";
import { localActions } from "./actions.ts";
import { pullRequest } from "./events.ts";
import { startGithub } from "./github.ts";
import { readmeYaml } from "./readme.ts";
import { makeShop } from "./shop.ts";

/** What it takes somebody with a service and no workflow to get the first comment, by the README's first workflow as it stands. */
export interface FirstComment {
	/** Typed in all, comments and empty lines aside. */
	readonly lines: number;
	/** Of these, our step's. */
	readonly ourLines: number;
	/** From the push until the comment is there, without a queue for a runner. */
	readonly seconds: number;
	readonly comments: readonly string[];
	readonly violations: readonly string[];
	readonly run: ActRun;
}

export async function firstComment(): Promise<FirstComment> {
	const folder = mkdtempSync(join(tmpdir(), "leak-budget-first-"));
	const port = await freePort();
	// Whoever follows it has a port of their own, too.
	const workflow = readmeYaml("run: bin/shop -addr").replaceAll(
		"8080",
		String(port),
	);
	const github = await startGithub();
	try {
		const shop = makeShop({
			folder: join(folder, "shop"),
			ports: [],
			workflows: { "leaks.yml": workflow },
		});
		const service = (path: string) =>
			readFileSync(join("fixtures/services/send-blocked", path), "utf8");
		const headSha = shop.toPull({
			leaks: true,
			// No budget file either.
			monorepo: {},
			files: {
				"go.mod": service("go.mod"),
				"cmd/shop/main.go": service("main.go"),
				"internal/orders/client.go": service("internal/orders/client.go"),
			},
		});
		const number = await github.openPull("orders");
		const actions = localActions(folder);
		const start = Date.now();
		const run = await runAct({
			source: shop.source,
			github,
			event: pullRequest({ number, headSha }),
			runId: 1,
			home: join(folder, "home"),
			actions,
		});
		const comments = await github.comments(number);
		const typed = workflow.split("\n").filter((line) => /^ *[^ #]/u.test(line));
		const step = typed.findIndex((line) => line.includes("owner/"));
		return {
			lines: typed.length,
			ourLines: typed.length - step,
			seconds: (Date.parse(comments[0]?.created_at ?? "") - start) / 1000,
			comments: comments.map(({ body }) => body),
			violations: github.violations,
			run,
		};
	} finally {
		await github.close();
		rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
	}
}
