import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import {
	appendFileSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, expect } from "@jest/globals";
import { buildInto } from "../../scripts/build.ts";
import type { Verdict } from "../../src/model/verdict.ts";
import { killMarked, MARK, survivors } from "./marked-processes.ts";

/** A `leak-budget` that runs, as a child process, from these very sources. */
export interface CliChild {
	readonly child: ChildProcess;
	/** In the environment of all that it starts. */
	readonly mark: string;
	/** Resolves as soon as the condition holds; an error when the CLI ends first, or after a minute. */
	readonly until: (holds: (stderr: string) => boolean) => Promise<void>;
	readonly ended: Promise<CliEnd>;
}

export interface CliEnd {
	readonly code: number | null;
	readonly signal: string | null;
	readonly stdout: string;
	readonly stderr: string;
	readonly ms: number;
}

export interface Cli {
	/** Where its temporary files go; it must leave none. */
	readonly temporary: string;
	readonly start: (
		folder: string,
		words: readonly string[],
		env?: Readonly<Record<string, string>>,
	) => CliChild;
}

const marks: string[] = [];

/** Bundles the sources into `scratch`, so that a stale dist cannot mislead. What a test leaves running is ended, and named. */
export async function bundledCli(scratch: string): Promise<Cli> {
	const bundle = join(scratch, "bundle");
	await buildInto(bundle);
	const temporary = join(scratch, "tmp");
	mkdirSync(temporary);
	return {
		temporary,
		start: (folder, words, env = {}) =>
			startCli(join(bundle, "cli.js"), folder, words, {
				TMPDIR: temporary,
				...env,
			}),
	};
}

/** No test may leave a process behind, whatever it checks. */
export function nothingOutlivesTests(): void {
	afterEach(async () => {
		const left = await Promise.all(
			marks.splice(0).map(async (mark) => {
				const found = await survivors(mark, [], 10_000);
				killMarked(mark);
				return found;
			}),
		);
		expect(left.flat()).toEqual([]);
	});
}

function startCli(
	cli: string,
	folder: string,
	words: readonly string[],
	env: Readonly<Record<string, string>>,
): CliChild {
	const mark = randomUUID();
	marks.push(mark);
	const beganMs = performance.now();
	const child = spawn(process.execPath, [cli, ...words], {
		cwd: folder,
		// Neither the colours nor the GitHub of the machine that tests.
		env: { ...process.env, NO_COLOR: "1", ...env, [MARK]: mark },
		stdio: ["ignore", "pipe", "pipe"],
		// A group of its own, as a shell with job control gives it: Ctrl-C goes to the group.
		detached: true,
	});
	let stdout = "";
	let stderr = "";
	child.stdout.setEncoding("utf8").on("data", (text) => {
		stdout += text;
	});
	child.stderr.setEncoding("utf8").on("data", (text) => {
		stderr += text;
	});
	const ended = new Promise<CliEnd>((resolve) => {
		child.once("close", (code, signal) => {
			const ms = performance.now() - beganMs;
			const end = { code, signal, stdout, stderr, ms };
			keepForGallery(words, end);
			resolve(end);
		});
	});
	return {
		child,
		ended,
		mark,
		async until(holds) {
			const deadline = performance.now() + 60_000;
			while (!holds(stderr)) {
				const over = child.exitCode !== null || child.signalCode !== null;
				if (over || performance.now() > deadline) {
					throw new Error(
						`${over ? "the CLI ended too early" : "a minute passed"}:\n${stdout}${stderr}`,
					);
				}
				await delay(10);
			}
		},
	};
}

/** A folder with a budget file; `{}` where a test has none. */
export function budgetFolder(scratch: string, yaml?: string): string {
	const folder = mkdtempSync(join(scratch, "run-"));
	if (yaml !== undefined) writeFileSync(join(folder, "leak-budget.yml"), yaml);
	return folder;
}

export function verdictIn(folder: string): Verdict {
	return JSON.parse(
		readFileSync(join(folder, ".leak-budget/verdict.json"), "utf8"),
	) as Verdict;
}

export function journalIn(folder: string): string {
	const file = join(folder, ".leak-budget/evidence/journal.jsonl");
	return existsSync(file) ? readFileSync(file, "utf8") : "";
}

/** GALLERY=file collects what a user sees in each case, to be read with a user's eyes. */
function keepForGallery(words: readonly string[], end: CliEnd): void {
	const file = process.env.GALLERY;
	if (file === undefined) return;
	const { currentTestName = "" } = expect.getState();
	const cut = (text: string) => text.replaceAll(/^/gm, "  ");
	appendFileSync(
		file,
		`\n===== ${currentTestName}: leak-budget ${words.join(" ")}: exit ${end.code ?? end.signal}, ${Math.round(end.ms)} ms\n--- stderr\n${cut(end.stderr)}\n--- stdout\n${cut(end.stdout)}\n`,
	);
}
