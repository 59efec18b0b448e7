import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach } from "@jest/globals";
import { execa } from "execa";
import { systemClock } from "../../src/adapters/clock.ts";
import { prepareGoBuild } from "../../src/adapters/go/build-environment.ts";
import {
	agentEnvironment,
	connectAgent,
} from "../../src/adapters/probe/agent.ts";
import type { Probe } from "../../src/ports.ts";

const signal = new AbortController().signal;
const started: ChildProcess[] = [];

/** Kills what `run` started, each in its own process group. */
export function killAfterEach(): void {
	afterEach(() => {
		for (const child of started.splice(0)) {
			try {
				if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
			} catch {
				// It ended by itself.
			}
		}
	});
}

/** Writes a small Go program's files to a folder of its own. */
export function program(
	scratch: string,
	files: Readonly<Record<string, string>>,
): string {
	const folder = mkdtempSync(join(scratch, "program-"));
	for (const [name, text] of Object.entries(files)) {
		mkdirSync(dirname(join(folder, name)), { recursive: true });
		writeFileSync(join(folder, name), text);
	}
	return folder;
}

/** Runs a shell command as `service.build` would, with the agent's overlay. */
export async function build(
	directory: string,
	command: string,
	env: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> {
	const own = { ...(process.env as Record<string, string>), ...env };
	const workDir = mkdtempSync(`${directory}-work-`);
	const prepared = await prepareGoBuild({
		directory,
		env: own,
		workDir,
		signal,
	});
	await execa("sh", ["-c", command], {
		cwd: directory,
		env: { ...own, ...prepared.env },
		extendEnv: false,
	});
	return prepared.notes;
}

/** Starts a command with the agent switched on; its sockets appear in `directory`. */
export function run(
	scratch: string,
	command: string,
	args: readonly string[] = [],
): {
	readonly directory: string;
	readonly child: ChildProcess;
	readonly pid: number;
} {
	const directory = mkdtempSync(join(scratch, "a-"));
	const child = spawn(command, [...args], {
		env: { ...process.env, ...agentEnvironment(directory) },
		stdio: ["ignore", "pipe", "inherit"],
		detached: true,
	});
	started.push(child);
	if (child.pid === undefined) throw new Error(`${command} did not start`);
	return { directory, child, pid: child.pid };
}

/** The agent's probe, or an error after half a minute. */
export async function probeOf(running: {
	readonly directory: string;
	readonly pid: number;
}): Promise<Probe> {
	const probe = await connectAgent({
		...running,
		timeoutMs: 30_000,
		clock: systemClock(),
		signal,
	});
	if (probe === undefined) throw new Error("no agent answered");
	return probe;
}

/** Resolves with the first line that a program prints. */
export function firstLine(child: ChildProcess): Promise<string> {
	return new Promise((resolve, reject) => {
		let text = "";
		child.stdout?.on("data", (chunk: Buffer) => {
			text += chunk.toString();
			const [line, ...rest] = text.split("\n");
			if (rest.length > 0 && line !== undefined) resolve(line);
		});
		child.on("exit", () => reject(new Error(`it ended; it printed: ${text}`)));
	});
}
