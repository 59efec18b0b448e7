import { spawn } from "node:child_process";
import { signalGroup } from "./group.ts";

/** Process groups that must not outlive us, each with what lets it go again. */
const guarded = new Map<number, () => void>();

/**
 * The group dies with us, however we end: on our `exit` event (also after an
 * uncaught error) by a synchronous SIGKILL; when we get SIGKILL ourselves, by a
 * watchdog shell whose standard input ends with us. A process that leaves the
 * group by setsid escapes both. A signal that ends Node without an `exit`
 * event (SIGTERM, SIGHUP without a handler) is left to the watchdog too.
 */
export function guardGroup(group: number): void {
	if (guarded.size === 0) process.on("exit", killGuarded);
	guarded.set(group, watch(group));
}

/** The group has ended. */
export function releaseGroup(group: number): void {
	guarded.get(group)?.();
	if (guarded.delete(group) && guarded.size === 0) {
		process.off("exit", killGuarded);
	}
}

/** A group that is not guarded any more must not be signalled: its number may be somebody else's. */
export function isGuarded(group: number): boolean {
	return guarded.has(group);
}

function killGuarded(): void {
	for (const group of guarded.keys()) {
		try {
			signalGroup(group, "SIGKILL");
		} catch {
			// An error at exit would save this group no more, and would cost the others.
		}
	}
}

const watchdog = 'read -r _; kill -s KILL -- "-$1"';

function watch(group: number): () => void {
	// A session of its own: Ctrl-C at the terminal must not end the watchdog before us.
	const child = spawn(
		"/bin/sh",
		["-c", watchdog, "leak-budget-watchdog", String(group)],
		{ detached: true, stdio: ["pipe", "ignore", "ignore"], env: {}, cwd: "/" },
	);
	// Without a watchdog (no process left to fork) the `exit` event still guards the group.
	child.on("error", () => {});
	child.stdin.on("error", () => {});
	child.unref();
	(child.stdin as unknown as { unref?: () => void }).unref?.();
	return () => {
		child.kill("SIGKILL");
	};
}
