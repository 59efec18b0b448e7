import { join } from "node:path";
import { afterEach, expect, jest, test } from "@jest/globals";
import { systemClock } from "../../../src/adapters/clock.ts";
import {
	endGroup,
	groupLives,
	signalGroup,
} from "../../../src/adapters/process/group.ts";
import { startShell } from "../../../src/adapters/process/shell.ts";
import { maskOf } from "../../../src/adapters/secrets/mask.ts";
import { scratchFolder } from "../../support/scratch.ts";

const folder = scratchFolder();
const clock = systemClock();
afterEach(() => {
	jest.restoreAllMocks();
});
const onLinux = process.platform === "linux" ? test : test.skip;

onLinux(
	"a group of zombies only does not live, though it answers",
	async () => {
		let said = "";
		// `sleep` takes the shell's place and never waits for the shell's child.
		const parent = await startShell({
			command: "setsid true & echo $!; exec sleep 60",
			cwd: folder,
			env: { PATH: process.env.PATH ?? "" },
			log: join(folder, "zombie.log"),
			clock,
			mask: maskOf([]),
			onStdout: (chunk) => {
				said += String(chunk);
			},
		});
		const deadline = clock.now() + 30_000;
		let zombie = false;
		while (!zombie && clock.now() < deadline) {
			await clock.sleep(10);
			const group = Number(said);
			zombie =
				group > 1 && signalGroup(group, 0) === "sent" && !groupLives(group);
		}
		await parent.end({ signal: "SIGKILL", timeoutMs: 1_000 });
		expect(zombie).toBe(true);
	},
);

test("a group that never was does not live", () => {
	expect(groupLives(2 ** 22 + 1)).toBe(false);
});

onLinux("a group of another user lives, and is not ours to end", async () => {
	const shell = await startShell({
		command: "sleep 60",
		cwd: folder,
		env: { PATH: process.env.PATH ?? "" },
		log: join(folder, "other.log"),
		clock,
		mask: maskOf([]),
	});
	const kill = jest.spyOn(process, "kill").mockImplementation(() => {
		throw Object.assign(new Error("kill EPERM"), { code: "EPERM" });
	});
	const how = { signal: "SIGTERM", timeoutMs: 60_000 };
	expect(groupLives(shell.pid)).toBe(true);
	expect(await endGroup(shell.pid, how, clock)).toBe(false);
	kill.mockRestore();
	expect(await endGroup(shell.pid, how, clock)).toBe(true);
	expect(await shell.end(how)).toBe(true);
});

test("once aborted, patience ends after 3 s", async () => {
	const shell = await startShell({
		command: "trap '' TERM; echo up; while :; do sleep 1; done",
		cwd: folder,
		env: { PATH: process.env.PATH ?? "" },
		log: join(folder, "hurry.log"),
		clock,
		mask: maskOf([]),
		watchFor: "up",
	});
	while (!shell.saw()) await clock.sleep(5);
	let nowMs = 0;
	const hurry = new AbortController();
	// Each look takes a second of a clock of our own; the abort comes in the middle of the wait.
	const fast = {
		now: () => nowMs,
		sleep: async () => {
			nowMs += 1_000;
			if (nowMs === 5_000) hurry.abort();
			await clock.sleep(1);
		},
	};
	const how = { signal: "SIGTERM", timeoutMs: 60_000, hurry: hurry.signal };
	const kill = jest.spyOn(process, "kill");
	const killed = () =>
		kill.mock.calls.some(([, signal]) => signal === "SIGKILL");
	let killedMs = 0;
	await endGroup(shell.pid, how, {
		now: fast.now,
		sleep: async () => {
			await fast.sleep();
			if (!killed()) killedMs = nowMs;
		},
	});
	expect(killedMs).toBe(8_000);
	await shell.end(how);
});
