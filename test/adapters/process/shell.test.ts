import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { systemClock } from "../../../src/adapters/clock.ts";
import { groupLives } from "../../../src/adapters/process/group.ts";
import { isGuarded } from "../../../src/adapters/process/guard.ts";
import { runShell, startShell } from "../../../src/adapters/process/shell.ts";
import { maskOf } from "../../../src/adapters/secrets/mask.ts";
import { scratchFolder } from "../../support/scratch.ts";

const folder = scratchFolder();
const clock = systemClock();
const env = { PATH: process.env.PATH ?? "", GREETING: "hello" };
const never = new AbortController().signal;
const options = (command: string, name = "shell") => ({
	command,
	cwd: folder,
	env,
	log: join(folder, `${name}.log`),
	clock,
	mask: maskOf([]),
});

test("sh runs it: variables, pipes, both streams in the log, the code", async () => {
	const exit = await runShell({
		...options('echo "$GREETING" | tr a-z A-Z; echo oops >&2; exit 3', "both"),
		signal: never,
	});
	expect(exit).toMatchObject({ code: 3, signal: null });
	expect([...exit.tail].sort()).toEqual(["HELLO", "oops"]);
	expect(readFileSync(join(folder, "both.log"), "utf8")).toContain("HELLO");
});

test("a signal that ended it is told", async () => {
	const exit = await runShell({ ...options("kill -KILL $$"), signal: never });
	expect(exit).toMatchObject({ code: null, signal: "SIGKILL" });
});

test("what a command leaves in the background ends with it", async () => {
	const seen: string[] = [];
	await runShell({
		...options("sleep 60 & echo $$"),
		onStdout: (chunk) => seen.push(String(chunk)),
		signal: never,
	});
	const group = Number(seen.join(""));
	expect(group).toBeGreaterThan(1);
	expect(groupLives(group)).toBe(false);
	expect(isGuarded(group)).toBe(false);
});

test("abort ends the group and throws its reason", async () => {
	const abort = new AbortController();
	const seen: string[] = [];
	const running = runShell({
		...options("echo $$; sleep 60 | sleep 60"),
		onStdout: (chunk) => {
			seen.push(String(chunk));
			abort.abort(new Error("Ctrl-C"));
		},
		signal: abort.signal,
	});
	await expect(running).rejects.toThrow("Ctrl-C");
	expect(groupLives(Number(seen.join("")))).toBe(false);
});

test("an aborted signal starts nothing", async () => {
	const running = runShell({
		...options("touch started"),
		signal: AbortSignal.abort(new Error("too late")),
	});
	await expect(running).rejects.toThrow("too late");
	expect(() => readFileSync(join(folder, "started"))).toThrow("ENOENT");
});

test("a group that ignores the signal is killed after the time-out, twice is once", async () => {
	const shell = await startShell({
		...options("trap '' TERM; echo up; while :; do sleep 1; done"),
		watchFor: "up",
	});
	while (!shell.saw()) await clock.sleep(5);
	expect(isGuarded(shell.pid)).toBe(true);
	const how = { signal: "SIGTERM", timeoutMs: 50 };
	await Promise.all([shell.end(how), shell.end(how)]);
	expect(await shell.exited).toEqual({ code: null, signal: "SIGKILL" });
	expect(groupLives(shell.pid)).toBe(false);
	expect(isGuarded(shell.pid)).toBe(false);
});

test("a group may take its time to end after the signal, also when its shell is gone", async () => {
	const shell = await startShell({
		...options(
			"(trap 'sleep 0.4; echo bye; exit' TERM; echo up; while :; do sleep 0.02; done) & wait",
			"slow",
		),
		watchFor: "up",
	});
	while (!shell.saw()) await clock.sleep(5);
	await shell.end({ signal: "SIGTERM", timeoutMs: 5_000 });
	expect(readFileSync(join(folder, "slow.log"), "utf8")).toContain("bye");
});

test("a folder that is not there is the user's to mend", async () => {
	const started = startShell({ ...options("true"), cwd: join(folder, "nope") });
	await expect(started).rejects.toMatchObject({
		problems: [{ code: "folder-missing" }],
	});
});

test("an environment that is too long is the user's to mend", async () => {
	const long = { ...env, LONG: "x".repeat(4 * 1024 * 1024) };
	const started = startShell({ ...options("true"), env: long });
	await expect(started).rejects.toMatchObject({
		problems: [
			{ code: "cannot-start", message: expect.stringContaining("E2BIG") },
		],
	});
});

const onLinux = process.platform === "linux" ? test : test.skip;

onLinux("what comes late from outside the group is still read", async () => {
	const seen: string[] = [];
	await runShell({
		...options("setsid sh -c 'sleep 0.8; echo summary' & sleep 0.1", "late"),
		onStdout: (chunk) => seen.push(String(chunk)),
		signal: never,
	});
	expect(seen.join("")).toBe("summary\n");
});
