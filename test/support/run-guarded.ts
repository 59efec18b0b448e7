// A process for test/adapters/process/guard.test.ts: starts a guarded child, says which, and waits to be ended.
import { systemClock } from "../../src/adapters/clock.ts";
import { startShell } from "../../src/adapters/process/shell.ts";
import { maskOf } from "../../src/adapters/secrets/mask.ts";

const [log = ""] = process.argv.slice(2);
const shell = await startShell({
	command: "sleep 60 & sleep 60",
	cwd: "/",
	env: process.env as Record<string, string>,
	log,
	clock: systemClock(),
	mask: maskOf([]),
});
process.stdout.write(`${shell.pid}\n`);
process.on("SIGUSR2", () => {
	throw new Error("a bug");
});
setInterval(() => {}, 1_000);
