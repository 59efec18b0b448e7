import { parseArgs } from "node:util";
import { INIT_OPTIONS, type InitOptions, initOptions } from "./init-options.ts";
import { PROFILE_COMMANDS } from "./profile-commands.ts";
import { TUNE_OPTIONS, type TuneOptions, tuneOptions } from "./tune-options.ts";
import { usage } from "./usage.ts";

export interface CommandLine {
	readonly command: string;
	/** Files or folders, as typed. */
	readonly operands: readonly string[];
	/** A folder; of `report` a file, where `-` is standard output. */
	readonly out: string;
	readonly config: string | undefined;
	/** What to compare with: `build`, or the folder of a run. */
	readonly base: string | undefined;
	readonly format: Format;
	readonly quiet: boolean;
	/** What `open` is to show in pprof; undefined for the page. */
	readonly pprof: OpenProfile | undefined;
	readonly tune: TuneOptions;
	readonly init: InitOptions;
	/** `doctor` is to build the service as well. */
	readonly build: boolean;
	/** `doctor` is to start it and to send its load once, too. */
	readonly start: boolean;
}

export const FORMATS = [
	"text",
	"markdown",
	"json",
	"html",
	"junit",
	"sarif",
] as const;

export type Format = (typeof FORMATS)[number];

const OPEN_PROFILES = ["goroutine", "heap"] as const;

export type OpenProfile = (typeof OPEN_PROFILES)[number];

/** The options of each command: one that it would ignore is a mistake. */
const TAKES: Readonly<Record<string, readonly string[]>> = {
	run: ["out", "base", "format", "quiet"],
	judge: ["config", "base", "format"],
	report: ["out", "format"],
	open: ["pprof"],
	demo: ["out", "quiet"],
	selftest: ["out", "quiet"],
	schema: [],
	tune: ["out", "quiet", ...Object.keys(TUNE_OPTIONS)],
	init: Object.keys(INIT_OPTIONS),
	doctor: ["build", "start"],
};

/** The commands that take files or folders. */
const TAKES_OPERANDS = [
	"run",
	"judge",
	"report",
	"open",
	"selftest",
	"tune",
	"init",
	"doctor",
];

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
		out = command === "report" ? "-" : ".leak-budget",
		config,
		base,
		quiet = false,
		pprof,
		build = false,
		start = false,
	} = values;
	return {
		command,
		operands: positionals,
		out,
		config,
		base,
		format: oneOf(FORMATS, "format", format),
		quiet,
		pprof: pprof === undefined ? pprof : oneOf(OPEN_PROFILES, "pprof", pprof),
		tune: tuneOptions(values),
		init: initOptions(values),
		build,
		start,
	};
}

/** The folder of a run: what `judge`, `report` and `open` take. */
export function folderOperand({ command, operands }: CommandLine): string {
	const [folder, ...more] = operands;
	if (folder === undefined || more.length > 0)
		throw usage(`${command} takes one folder: the one that a run wrote.`);
	return folder;
}

function oneOf<T extends string>(
	all: readonly T[],
	option: string,
	typed: string,
): T {
	const known = all.find((one) => one === typed);
	if (known !== undefined) return known;
	throw usage(
		`--${option} ${JSON.stringify(typed)}: there are ${all.join(", ")}.`,
	);
}

function parsed(words: readonly string[]) {
	try {
		return parseArgs({
			args: words.map(withProfile),
			allowPositionals: true,
			options: {
				out: { type: "string" },
				config: { type: "string" },
				base: { type: "string" },
				format: { type: "string" },
				quiet: { type: "boolean" },
				pprof: { type: "string" },
				...TUNE_OPTIONS,
				...INIT_OPTIONS,
				build: { type: "boolean" },
				start: { type: "boolean" },
			},
		});
	} catch (error) {
		throw usage(error instanceof Error ? error.message : String(error));
	}
}

/** parseArgs knows no option whose value may be left out: a bare --pprof is about goroutines. */
function withProfile(
	word: string,
	at: number,
	words: readonly string[],
): string {
	const next = words[at + 1] ?? "";
	return word === "--pprof" && !OPEN_PROFILES.some((one) => one === next)
		? "--pprof=goroutine"
		: word;
}
