import { spawn } from "node:child_process";
import { once } from "node:events";
import type { Clock } from "../../ports.ts";
import { endGroup } from "./group.ts";
import { guardGroup, releaseGroup } from "./guard.ts";

/**
 * Runs a program that shares our output until it ends by itself, or the signal
 * is aborted, which ends it too: it and what it started never outlive us.
 * Resolves to its exit code; null when a signal ended it. Rejects when it
 * cannot be started.
 */
export async function runInForeground(
	program: string,
	words: readonly string[],
	{ signal, clock }: { readonly signal: AbortSignal; readonly clock: Clock },
): Promise<number | null> {
	// A group of its own: what is started is often a wrapper of what runs.
	const child = spawn(program, words, {
		detached: true,
		stdio: ["ignore", "inherit", "inherit"],
	});
	await once(child, "spawn");
	const group = child.pid as number;
	guardGroup(group);
	const exited = once(child, "exit");
	const end = () =>
		void endGroup(group, { signal: "SIGTERM", timeoutMs: 2_000 }, clock);
	signal.addEventListener("abort", end, { once: true });
	if (signal.aborted) end();
	const [code] = (await exited) as [number | null];
	signal.removeEventListener("abort", end);
	releaseGroup(group);
	return code;
}
