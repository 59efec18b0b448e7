import { join } from "node:path";
import {
	type ArtifactService,
	startArtifactService,
} from "./artifact-service.ts";
import { type ArtifactStore, artifactStore } from "./artifact-store.ts";
import { startChildServer } from "./child-server.ts";
import type { PullHead } from "./events.ts";
import { type Asked, json, startLocalServer } from "./local-server.ts";
import {
	BOT,
	bare,
	CI_TOKEN,
	OTHER_TOKEN,
	PERSON,
	TOKENS,
	tokenIn,
} from "./tokens.ts";
import { installEmulate, installPrism } from "./tools.ts";
import { REDIRECT, startUpstream } from "./upstream.ts";

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
	/** What clients asked for that would change something, with its answer: `POST /repos/… 201`. */
	readonly writes: readonly string[];
	/** What was not as GitHub describes it. */
	readonly violations: readonly string[];
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
	const writes: string[] = [];
	const violations: string[] = [];
	const front = await startLocalServer(async (asked) => {
		const answer = await answered(asked, proxy.url, violations);
		const isQuery = asked.url.pathname === "/graphql";
		if (asked.method !== "GET" && !isQuery)
			writes.push(`${asked.method} ${asked.url.pathname} ${answer.status}`);
		return answer;
	});
	await call("POST", "/forks", OTHER_TOKEN, {});
	const servers = [front, proxy, upstream, artifactService, emulator];

	return {
		url: front.url,
		artifacts,
		artifactService,
		writes,
		violations,
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

async function answered(
	{ method, url, headers, body }: Asked,
	proxyUrl: string,
	violations: string[],
) {
	const holder = TOKENS[tokenIn(headers.authorization)];
	if (!holder) return refused(401, "Bad credentials");
	if (url.pathname === "/graphql")
		return json(200, { data: { viewer: { login: holder.login } } });
	// What GitHub's description leaves out for most paths, so prism does not see it.
	const isBot = holder.login === BOT;
	if (
		(method !== "GET" && !holder.mayWrite) ||
		(isBot && url.pathname === "/user")
	)
		return refused(403, "Resource not accessible by integration");
	const response = await fetch(`${proxyUrl}${url.pathname}${url.search}`, {
		method,
		headers: {
			authorization: headers.authorization ?? "",
			accept: headers.accept ?? "",
			"content-type": headers["content-type"] ?? "",
		},
		...(body.length > 0 ? { body: body.toString() } : {}),
	});
	const text = await response.text();
	const what = `${method} ${url.pathname}${url.search} ${response.status}`;
	const found = response.headers.get("sl-violations");
	if (found) violations.push(`${what} ${found}`);
	else if (text.includes("stoplight.io/prism/errors"))
		violations.push(`${what} ${text}`);
	const moved = response.headers.get(REDIRECT);
	const link = response.headers.get("link");
	return {
		status: response.status,
		headers: {
			"content-type": response.headers.get("content-type") ?? "",
			...(moved ? { location: moved } : {}),
			...(link ? { link } : {}),
		},
		body: text,
	};
}

function refused(status: number, message: string) {
	return json(status, {
		message,
		documentation_url: "https://docs.github.com/rest",
		status: String(status),
	});
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
