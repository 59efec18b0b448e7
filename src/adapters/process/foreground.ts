import { spawn } from "node:child_process";
import { once } from "node:events";
import type { Clock } from "../../ports.ts";
import { endGroup } from "./group.ts";
import { guardGroup, releaseGroup } from "./guard.ts";
import { patienceMs, untilExitOrAbort } from "./shell.ts";

/**
 * Runs a program that shares our output until it ends by itself, or the signal
 * is aborted, which ends it too: neither it nor what it started outlives us.
 * Resolves to its exit code; null when a signal ended it, or ours was aborted.
 * Rejects when it cannot be started.
 */
export async function runInForeground(
	program: string,
	words: readonly string[],
	{ signal, clock }: { readonly signal: AbortSignal; readonly clock: Clock },
): Promise<number | null> {
	const child = spawn(program, words, {
		detached: true,
		stdio: ["ignore", "inherit", "inherit"],
	});
	await once(child, "spawn");
	const exited = once(child, "exit").then(([code, by]) => ({
		code: code as number | null,
		signal: by as NodeJS.Signals | null,
	}));
	const group = child.pid as number;
	guardGroup(group);
	const exit = await untilExitOrAbort({ exited }, signal);
	await endGroup(group, { signal: "SIGTERM", timeoutMs: patienceMs }, clock);
	releaseGroup(group);
	return exit?.code ?? null;
}
