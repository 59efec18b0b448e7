import { spawn } from "node:child_process";
import { once } from "node:events";
import { statSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { Stop } from "../../model/problem.ts";
import type { Clock } from "../../ports.ts";
import type { Mask } from "../secrets/mask.ts";
import type { ShellEnvironment } from "./environment.ts";
import { type EndHow, endGroup, groupLives } from "./group.ts";
import { guardGroup, isGuarded, releaseGroup } from "./guard.ts";
import { openOutput } from "./output.ts";

export interface ShellCommand {
	readonly command: string;
	readonly cwd: string;
	/** The whole environment, see `childEnvironment`. */
	readonly env: ShellEnvironment;
	readonly log: string;
	readonly clock: Clock;
	/** Finds the secrets in its output; `onStdout` gets the bytes as they came. */
	readonly mask: Mask;
	readonly watchFor?: string;
	readonly onStdout?: (chunk: Uint8Array) => void;
}

/** How it ended: a code, or the signal that ended it. */
export interface Exit {
	readonly code: number | null;
	readonly signal: string | null;
}

export interface ShellProcess {
	/** Of the shell, and of the process group. */
	readonly pid: number;
	/** Never rejects. Resolves when the shell ended; what it started may still run. */
	readonly exited: Promise<Exit>;
	readonly tail: () => readonly string[];
	readonly saw: () => boolean;
	/**
	 * Ends the whole group: the signal, then SIGKILL after the timeout. False
	 * when it runs on, as another user. Safe to call twice.
	 */
	readonly end: (how: EndHow) => Promise<boolean>;
}

/**
 * Starts `sh -c command` in a process group of its own. Its output goes to the
 * log, never to ours, for stdout may be somebody's JSON.
 */
export async function startShell(options: ShellCommand): Promise<ShellProcess> {
	refuseMissingFolder(options.cwd);
	const output = openOutput({
		path: options.log,
		mask: options.mask,
		...(options.watchFor !== undefined && { watchFor: options.watchFor }),
	});
	const child = await spawned(options).catch((error: unknown) => {
		output.close();
		throw error;
	});
	child.stdout.on("data", (chunk: Uint8Array) => {
		output.write("stdout", chunk);
		options.onStdout?.(chunk);
	});
	child.stderr.on("data", (chunk: Uint8Array) => output.write("stderr", chunk));
	const closed = new Promise((resolve) => child.once("close", resolve));
	const ended = new Promise<Exit>((resolve) =>
		child.once("exit", (code, signal) => resolve({ code, signal })),
	);
	const pid = child.pid as number;
	guardGroup(pid);

	const exited = ended.then(async (exit) => {
		// A background process may hold the pipes open for as long as it lives.
		await Promise.race([closed, delay(drainMs, undefined, { ref: false })]);
		if (!groupLives(pid)) releaseGroup(pid);
		return exit;
	});
	const finish = async (how: EndHow) => {
		const ended = !isGuarded(pid) || (await endGroup(pid, how, options.clock));
		// Not for ever: what even SIGKILL does not end must not hold us.
		await Promise.race([exited, delay(2 * drainMs, undefined, { ref: false })]);
		// Nobody of ours writes any more, but what was written may still be on its way to the log, and to who reads it.
		if (!groupLives(pid)) {
			const longestMs = options.onStdout ? lateMs : drainMs;
			await Promise.race([closed, delay(longestMs, undefined, { ref: false })]);
		}
		child.stdout.destroy();
		child.stderr.destroy();
		output.close();
		releaseGroup(pid);
		// What could not be ended must not hold us.
		child.unref();
		return ended;
	};
	let finishing: Promise<boolean> | undefined;
	return {
		pid,
		exited,
		tail: output.tail,
		saw: output.saw,
		end(how) {
			finishing ??= finish(how);
			return finishing;
		},
	};
}

/**
 * Runs a command to its end, then ends whatever it left behind. When the signal
 * is aborted: SIGTERM to the group, SIGKILL after 2 s, and its reason is thrown.
 */
export async function runShell(
	options: ShellCommand & { readonly signal: AbortSignal },
): Promise<Exit & { readonly tail: readonly string[] }> {
	options.signal.throwIfAborted();
	const shell = await startShell(options);
	const exit = await untilExitOrAbort(shell, options.signal);
	const ended = await shell.end({ signal: "SIGTERM", timeoutMs: patienceMs });
	options.signal.throwIfAborted();
	if (!ended) throw notStopped(options.command);
	return { ...(exit ?? (await shell.exited)), tail: shell.tail() };
}

export const patienceMs = 2_000;
const drainMs = 300;
const lateMs = 5_000;

/** Undefined when aborted first. */
export async function untilExitOrAbort(
	shell: Pick<ShellProcess, "exited">,
	signal: AbortSignal,
): Promise<Exit | undefined> {
	if (signal.aborted) return undefined;
	let onAbort = () => {};
	const aborted = new Promise<undefined>((resolve) => {
		onAbort = () => resolve(undefined);
		signal.addEventListener("abort", onAbort, { once: true });
	});
	try {
		return await Promise.race([shell.exited, aborted]);
	} finally {
		signal.removeEventListener("abort", onAbort);
	}
}

/** `setsid`-like, its output in pipes; a Stop `cannot-start` when the system refuses a process. */
async function spawned(options: ShellCommand) {
	try {
		const child = spawn("/bin/sh", ["-c", options.command], {
			cwd: options.cwd,
			env: options.env,
			detached: true,
			stdio: ["ignore", "pipe", "pipe"],
		});
		await once(child, "spawn");
		return child;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === undefined) throw error;
		throw cannotStart(options.command, error as NodeJS.ErrnoException);
	}
}

function cannotStart(command: string, error: NodeJS.ErrnoException): Stop {
	return new Stop({
		code: "cannot-start",
		message: `The system started no shell for a command: ${error.code} from ${error.syscall ?? "spawn"}.`,
		where: command.length > 200 ? `${command.slice(0, 200)}…` : command,
		remedy:
			error.code === "E2BIG"
				? "The command and its environment are too long for this system: shorten service.env, or move the command to a script."
				: "Commands are run by /bin/sh: is it there, and is this machine out of processes or memory?",
	});
}

function notStopped(command: string): Stop {
	return new Stop({
		code: "not-stopped",
		message:
			"What a command left running runs as another user; it could not be stopped.",
		where: command,
		remedy:
			"Let the command run without sudo, or end what it starts by itself.",
	});
}

function refuseMissingFolder(cwd: string): void {
	if (statSync(cwd, { throwIfNoEntry: false })?.isDirectory()) return;
	throw new Stop({
		code: "folder-missing",
		message: `There is no folder ${cwd} to run commands in.`,
		where: "service.cwd",
		remedy: "Correct service.cwd; it starts from the folder of the run.",
	});
}
