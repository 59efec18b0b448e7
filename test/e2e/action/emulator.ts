import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { installEmulate } from "./tools.ts";

export interface EmulatedComment {
	readonly id: number;
	readonly body: string;
	readonly user: { readonly login: string };
}

/** A GitHub on loopback with the repository acme/shop and one open pull request. */
export interface Emulator {
	readonly url: string;
	readonly pullRequest: number;
	comments(): Promise<readonly EmulatedComment[]>;
	comment(body: string, token: string): Promise<void>;
	close(): Promise<void>;
}

/** Whom the workflow's token belongs to. */
export const CI_TOKEN = "token-of-ci";
export const OTHER_TOKEN = "token-of-mallory";

export async function startEmulator(): Promise<Emulator> {
	const child = spawn(
		process.execPath,
		[join(import.meta.dirname, "emulator-child.mjs"), installEmulate()],
		{ stdio: ["pipe", "pipe", "inherit"] },
	);
	const lines = createInterface({ input: child.stdout });
	const [url] = (await Promise.race([
		once(lines, "line"),
		once(child, "exit").then(([code]) => {
			throw new Error(`the emulator ended with code ${code}`);
		}),
	])) as [string];
	const { number } = (await call("POST", "/pulls", CI_TOKEN, {
		title: "Orders",
		head: "orders",
		base: "main",
	})) as { readonly number: number };
	const path = `/issues/${number}/comments`;

	return {
		url,
		pullRequest: number,
		comments: async () =>
			(await call("GET", `${path}?per_page=100`)) as EmulatedComment[],
		comment: async (body, token) => {
			await call("POST", path, token, { body });
		},
		close: async () => {
			const ended = once(child, "close");
			child.stdin.end();
			await ended;
		},
	};

	async function call(
		method: string,
		path: string,
		token = CI_TOKEN,
		body?: unknown,
	): Promise<unknown> {
		const response = await fetch(`${url}/repos/acme/shop${path}`, {
			method,
			headers: {
				authorization: `token ${token}`,
				"content-type": "application/json",
			},
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
		if (!response.ok) {
			throw new Error(`${method} ${path}: ${response.status}`);
		}
		return await response.json();
	}
}
