import { join } from "node:path";
import {
	type ArtifactService,
	startArtifactService,
} from "./artifact-service.ts";
import { type ArtifactStore, artifactStore } from "./artifact-store.ts";
import { startChildServer } from "./child-server.ts";
import type { PullHead } from "./events.ts";
import { type Front, startFront } from "./front.ts";
import { BOT, bare, CI_TOKEN, OTHER_TOKEN, PERSON, TOKENS } from "./tokens.ts";
import { installEmulate, installPrism } from "./tools.ts";
import { startUpstream } from "./upstream.ts";

export interface EmulatedComment {
	readonly id: number;
	readonly body: string;
	readonly user: { readonly login: string };
	readonly created_at: string;
	readonly updated_at: string;
}

/**
 * A GitHub on loopback with the repository acme/shop and its fork mallory/shop.
 * What clients ask passes through prism, which holds both sides to GitHub's own
 * description of its API:
 *
 *     client → tokens, GraphQL → prism → artifacts, limits → emulate
 */
export interface Github {
	readonly url: string;
	readonly artifacts: ArtifactStore;
	readonly artifactService: ArtifactService;
	/** Opens a pull request for a branch of the repository, or of its fork. */
	openPull(branch: string, fromFork?: boolean): Promise<number>;
	/** Where it comes from. */
	headOf(pull: number): Promise<PullHead>;
	/** What was pushed to it last. */
	setHead(pull: number, sha: string): void;
	comments(pull: number): Promise<readonly EmulatedComment[]>;
	/** As somebody else. */
	comment(pull: number, body: string): Promise<void>;
	readonly writes: Front["writes"];
	readonly violations: Front["violations"];
	close(): Promise<void>;
}

export async function startGithub(): Promise<Github> {
	const emulator = await startChildServer([
		join(import.meta.dirname, "emulator-child.mjs"),
		installEmulate(),
		JSON.stringify(SEED),
	]);
	const artifacts = artifactStore();
	const artifactService = await startArtifactService(artifacts);
	const heads = new Map<number, string>();
	const upstream = await startUpstream({
		emulatorUrl: emulator.url,
		publicUrl: () => front.url,
		store: artifacts,
		service: artifactService,
		heads,
	});
	const prism = installPrism();
	const proxy = await startChildServer([
		join(prism, "node_modules/@stoplight/prism-cli/dist/index.js"),
		"proxy",
		"--errors",
		"--host=127.0.0.1",
		"--port=0",
		join(prism, "github.json"),
		upstream.url,
	]);
	const front = await startFront(proxy.url);
	await call("POST", "/forks", OTHER_TOKEN, {});
	const servers = [front, proxy, upstream, artifactService, emulator];

	return {
		url: front.url,
		artifacts,
		artifactService,
		writes: front.writes,
		violations: front.violations,
		openPull: async (branch, fromFork = false) => {
			const { number } = (await call("POST", "/pulls", CI_TOKEN, {
				title: branch,
				head: fromFork ? `${PERSON}:${branch}` : branch,
				base: "main",
			})) as { readonly number: number };
			return number;
		},
		headOf: async (pull) => {
			const { head } = (await call("GET", `/pulls/${pull}`, CI_TOKEN)) as {
				readonly head: PullHead;
			};
			return head;
		},
		setHead: (pull, sha) => void heads.set(pull, sha),
		comments: async (pull) =>
			(await call(
				"GET",
				`/issues/${pull}/comments?per_page=100`,
				CI_TOKEN,
			)) as readonly EmulatedComment[],
		comment: async (pull, body) => {
			await call("POST", `/issues/${pull}/comments`, OTHER_TOKEN, { body });
		},
		close: async () => {
			for (const server of servers) await server.close();
		},
	};

	/** Asks emulate itself: what tests do is no client's doing. */
	async function call(
		method: string,
		path: string,
		token: string,
		body?: unknown,
	): Promise<unknown> {
		const response = await fetch(`${emulator.url}/repos/acme/shop${path}`, {
			method,
			headers: {
				authorization: `token ${token}`,
				"content-type": "application/json",
			},
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
		if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`);
		return await response.json();
	}
}

const SEED = {
	tokens: Object.fromEntries(
		Object.entries(TOKENS).map(([token, { login }]) => [
			token,
			{ login: bare(login), scopes: ["repo"] },
		]),
	),
	github: {
		users: [{ login: bare(BOT) }, { login: PERSON }, { login: "acme" }],
		repos: [{ owner: "acme", name: "shop", auto_init: true }],
	},
};
