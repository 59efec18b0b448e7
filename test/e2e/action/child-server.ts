import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

export interface ChildServer {
	readonly url: string;
	close(): Promise<void>;
}

/** Starts a Node program that prints `listening on URL` when it does; it ends with us at the latest. */
export async function startChildServer(
	words: readonly string[],
): Promise<ChildServer> {
	const preload = join(import.meta.dirname, "ends-with-parent.mjs");
	const child = spawn(process.execPath, ["--import", preload, ...words], {
		stdio: ["pipe", "pipe", "inherit"],
	});
	const ended = once(child, "close");
	const url = await new Promise<string>((resolve, reject) => {
		// Read to the end, or the child would wait for a reader.
		createInterface({ input: child.stdout }).on("line", (line) => {
			const [, found] = /listening on (http:\S+)/.exec(line) ?? [];
			if (found) resolve(found);
		});
		child.once("exit", (code) => reject(new Error(`${words} ended: ${code}`)));
	});
	return {
		url,
		close: async () => {
			child.stdin.end();
			await ended;
		},
	};
}
