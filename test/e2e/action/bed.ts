import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect } from "@jest/globals";
import { withMarker } from "../../../src/adapters/github/marker.ts";
import { freePort } from "../../support/free-port.ts";
import { scratchFolder } from "../../support/scratch.ts";
import { type ActRun, LONGEST_MS, runAct } from "./act.ts";
import type { StepRun } from "./act-log.ts";
import { localActions } from "./actions.ts";
import { type EmulatedComment, type Github, startGithub } from "./github.ts";
import { makeShop, type Shop } from "./shop.ts";
import { BOT, bare } from "./tokens.ts";
import { installAct } from "./tools.ts";

const INSTALL_MS = 30 * 60_000;
export const RUN_MS = LONGEST_MS + 60_000;

/** What others wrote on every pull request here, one of them with a marker of ours. */
const OTHERS = [
	"Nice work!",
	withMarker(
		{ key: "orders", run: { run: 1, attempt: 1, sha: "" }, news: "" },
		"planted by somebody else",
	),
];

/** A GitHub, a runner and shops, for the tests of one file. */
export interface Bed {
	readonly github: () => Github;
	/** A repository with these workflows, by file name. */
	shop(workflows: Readonly<Record<string, string>>): Promise<Shop>;
	/** A pull request that others have commented on already. */
	pull(fromFork?: boolean): Promise<number>;
	/** A number no other run here has; later ones are higher. */
	nextRun(): number;
	run(
		options: Omit<Parameters<typeof runAct>[0], "github" | "home" | "actions">,
	): Promise<ActRun>;
	/** Where a run leaves what its step had on disk. */
	kept(runId: number): string;
	/** Ours on a pull request, after a look at the others': they must be as they were. */
	ours(pull: number): Promise<readonly EmulatedComment[]>;
}

/** Starts it before the tests of a file; each of them fails where anything asked or answered was not as GitHub describes it. */
export function openBed(): Bed {
	const folder = scratchFolder();
	let github: Github;
	let actions: readonly string[];
	let runs = 100;
	let shops = 0;
	const newest = new Map<number, number>();
	const kept = (runId: number) => join(folder, `kept-${runId}`);

	beforeAll(async () => {
		installAct();
		actions = localActions(folder);
		github = await startGithub();
	}, INSTALL_MS);
	afterAll(async () => await github?.close());
	afterEach(() => expect(github?.violations).toEqual([]));

	return {
		github: () => github,
		shop: async (workflows) =>
			makeShop({
				folder: join(folder, `shop-${++shops}`),
				ports: [await freePort(), await freePort(), await freePort()],
				workflows,
			}),
		pull: async (fromFork) => {
			const number = await github.openPull(`orders-${++runs}`, fromFork);
			for (const body of OTHERS) await github.comment(number, body);
			return number;
		},
		nextRun: () => ++runs,
		run: async (options) => {
			const { event, runId } = options;
			// The newest run is of what the branch holds now.
			if (event.head && runId >= (newest.get(event.head.number) ?? 0)) {
				newest.set(event.head.number, runId);
				github.setHead(event.head.number, event.head.sha);
			}
			return await runAct({
				...options,
				github,
				home: join(folder, "home"),
				actions,
				env: { BED_KEPT: kept(runId), ...options.env },
			});
		},
		kept,
		ours: async (pull) => {
			const all = await github.comments(pull);
			const isOurs = ({ user }: EmulatedComment) => user.login === bare(BOT);
			expect(all.filter((one) => !isOurs(one)).map(({ body }) => body)).toEqual(
				OTHERS,
			);
			return all.filter(isOurs);
		},
	};
}

/** Puts what the run said into the message where an expectation fails: there is something to explain. */
export function explained(run: ActRun, expectations: () => void): void {
	try {
		expectations();
	} catch (error) {
		if (error instanceof Error) error.message += `\n\n${run.log}`;
		throw error;
	}
}

/** The step of that id, with the whole log in the message where it is not there. */
export function stepOf(run: ActRun, id = "leaks"): StepRun {
	const found = run.steps.find((one) => one.id === id);
	if (!found) throw new Error(`no step ${id} in:\n${run.log}`);
	return found;
}
