import { readdirSync, readFileSync } from "node:fs";
import type { Clock } from "../../ports.ts";

/** Whether any process of the group still runs. A zombie does not, though it still answers kill(pid, 0). */
export function groupLives(group: number): boolean {
	if (signalGroup(group, 0) === "gone") return false;
	return process.platform === "linux" ? hasRunningMember(group) : true;
}

/**
 * Sends a signal to every process of the group that is ours to signal: `gone`
 * when the group has none left, `refused` when all of it became another user's.
 */
export function signalGroup(
	group: number,
	signal: NodeJS.Signals | 0,
): "sent" | "gone" | "refused" {
	try {
		process.kill(-group, signal);
		return "sent";
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		if (code === "ESRCH") return "gone";
		// macOS answers so for a group of zombies, too.
		if (code === "EPERM")
			return process.platform === "linux" ? "refused" : "gone";
		throw error;
	}
}

export interface EndHow {
	readonly signal: string;
	readonly timeoutMs: number;
	/** Once aborted, the patience that is left is 3 s at most: a cancelled runner gives us 10 s in all. */
	readonly hurry?: AbortSignal;
}

/**
 * The signal, `timeoutMs` of patience, then SIGKILL. Returns when no process of
 * the group runs any more; false when what runs on is another user's.
 */
export async function endGroup(
	group: number,
	how: EndHow,
	clock: Clock,
): Promise<boolean> {
	const asked = signalGroup(group, how.signal as NodeJS.Signals);
	if (asked === "refused") return !groupLives(group);
	if (asked === "gone" || (await isGoneWithin(group, how, clock))) return true;
	if (signalGroup(group, "SIGKILL") === "refused") return !groupLives(group);
	await isGoneWithin(group, { timeoutMs: afterKillMs }, clock);
	return true;
}

/** A process in uninterruptible sleep outlives SIGKILL until the kernel lets it go; that is not worth waiting for. */
const afterKillMs = 5_000;
const hurryMs = 3_000;
const pollMs = 10;

async function isGoneWithin(
	group: number,
	{ timeoutMs, hurry }: Omit<EndHow, "signal">,
	clock: Clock,
): Promise<boolean> {
	let deadline = clock.now() + timeoutMs;
	let hurried = false;
	while (groupLives(group)) {
		if (hurry?.aborted && !hurried) {
			hurried = true;
			deadline = Math.min(deadline, clock.now() + hurryMs);
		}
		if (clock.now() >= deadline) return false;
		await clock.sleep(pollMs);
	}
	return true;
}

function hasRunningMember(group: number): boolean {
	return readdirSync("/proc").some((entry) => {
		if (!/^\d+$/.test(entry)) return false;
		const stat = readStat(entry);
		return stat?.group === group && !"ZX".includes(stat.state);
	});
}

/** /proc/<pid>/stat: `pid (comm) state ppid pgrp …`; comm may hold spaces and parentheses. */
function readStat(
	pid: string,
): { readonly state: string; readonly group: number } | undefined {
	let text: string;
	try {
		text = readFileSync(`/proc/${pid}/stat`, "latin1");
	} catch {
		// It ended between the listing and the reading.
		return undefined;
	}
	const [state = "", , group] = text
		.slice(text.lastIndexOf(")") + 2)
		.split(" ");
	return { state, group: Number(group) };
}
