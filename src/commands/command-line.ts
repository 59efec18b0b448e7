import { parseArgs } from "node:util";
import { Stop } from "../model/problem.ts";
import { PROFILE_COMMANDS } from "./profile-commands.ts";

export interface CommandLine {
	readonly command: string;
	/** Files or folders, as typed. */
	readonly operands: readonly string[];
	readonly out: string;
	readonly config: string | undefined;
	readonly format: "text" | "markdown" | "json";
	readonly quiet: boolean;
}

/** The options of each command: one that it would ignore is a mistake. */
const TAKES: Readonly<Record<string, readonly string[]>> = {
	run: ["out", "format", "quiet"],
	judge: ["config", "format"],
	demo: ["out", "quiet"],
	selftest: ["out", "quiet"],
	schema: [],
};

/** The commands that take files or folders. */
const TAKES_OPERANDS = ["run", "judge", "selftest"];

/** What was typed; a Stop `usage` where it is not a command of ours. */
export function parseCommandLine(
	words: readonly string[],
	commands: readonly string[],
): CommandLine {
	const [command = "", ...rest] = words;
	if (!commands.includes(command)) {
		throw usage(
			`${JSON.stringify(command)} is not a command: there are ${[...commands, ...PROFILE_COMMANDS].join(", ")}.`,
		);
	}
	const { values, positionals } = parsed(rest);
	const foreign = Object.keys(values).find(
		(name) => !(TAKES[command] ?? []).includes(name),
	);
	if (foreign !== undefined)
		throw usage(`${command} does not take --${foreign}.`);
	const [operand] = positionals;
	if (operand !== undefined && !TAKES_OPERANDS.includes(command))
		throw usage(`${command} does not take ${JSON.stringify(operand)}.`);
	const {
		format = "text",
		out = ".leak-budget",
		config,
		quiet = false,
	} = values;
	if (format !== "text" && format !== "markdown" && format !== "json") {
		throw usage(
			`--format ${JSON.stringify(format)}: there are text, markdown and json.`,
		);
	}
	return {
		command,
		operands: positionals,
		out,
		config,
		format,
		quiet,
	};
}

export function usage(message: string): Stop {
	return new Stop({
		code: "usage",
		message,
		remedy: "leak-budget --help shows all there is.",
	});
}

function parsed(words: readonly string[]) {
	try {
		return parseArgs({
			args: [...words],
			allowPositionals: true,
			options: {
				out: { type: "string" },
				config: { type: "string" },
				format: { type: "string" },
				quiet: { type: "boolean" },
			},
		});
	} catch (error) {
		throw usage(error instanceof Error ? error.message : String(error));
	}
}
