#!/usr/bin/env node
import { outliveReaders } from "./commands/closed-output.ts";
import { HELP } from "./commands/help.ts";
import { PROFILE_COMMANDS } from "./commands/profile-commands.ts";
import { VERSION } from "./commands/version.ts";

outliveReaders();
const words = process.argv.slice(2);

// Answered before anything else is loaded: editors and scripts ask for them often.
if (words[0] === "--version" || words[0] === "-v") {
	process.stdout.write(`${VERSION}\n`);
} else if (
	words[0] === undefined ||
	words.includes("--help") ||
	words.includes("-h") ||
	words[0] === "help"
) {
	process.stdout.write(HELP);
	process.exitCode = words[0] === undefined ? 2 : 0;
} else if (PROFILE_COMMANDS.includes(words[0])) {
	const { profileCommand } = await import("./commands/profile-command.ts");
	process.exitCode = await profileCommand(words);
} else {
	const { runCommand } = await import("./commands/run-command.ts");
	process.exitCode = await runCommand(words);
}
