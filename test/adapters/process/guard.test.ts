import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { systemClock } from "../../../src/adapters/clock.ts";
import { groupLives } from "../../../src/adapters/process/group.ts";
import { scratchFolder } from "../../support/scratch.ts";

const folder = scratchFolder();
const owner = join(import.meta.dirname, "../../support/run-guarded.ts");

/** SIGKILL and SIGTERM: no `exit` event, the watchdog's case. SIGUSR2: an uncaught error. */
test.each(["SIGKILL", "SIGTERM", "SIGUSR2"] as const)(
	"children die with us, by %s",
	async (signal) => {
		const us = spawn(process.execPath, [owner, join(folder, "owner.log")], {
			stdio: ["ignore", "pipe", "ignore"],
		});
		const [line] = await once(us.stdout, "data");
		const group = Number(String(line));
		expect(groupLives(group)).toBe(true);
		us.kill(signal);
		await once(us, "exit");
		const clock = systemClock();
		const deadline = clock.now() + 30_000;
		while (groupLives(group) && clock.now() < deadline) await clock.sleep(10);
		expect(groupLives(group)).toBe(false);
	},
);
