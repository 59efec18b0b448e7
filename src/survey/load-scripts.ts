import {
	fileName,
	isRecipe,
	lineAt,
	type Place,
	type Repository,
} from "./repository.ts";

export type LoadTool = "k6" | "vegeta" | "hey" | "autocannon";

/** A load that the repository has already. */
export interface LoadScript {
	readonly tool: LoadTool;
	readonly place: Place;
	/** The text that says what it asks for. */
	readonly text: string;
	/** As it stands in a Makefile or script, where it does; else the tool runs the file. */
	readonly command?: string;
}

/** Load scripts of a repository: k6 first, for they say most. */
export function loadScripts({ files }: Repository): readonly LoadScript[] {
	const all = [...files];
	return [
		...all.filter(isK6).map(([file, text]) => script("k6", file, text)),
		...all.filter(isVegeta).map(([file, text]) => script("vegeta", file, text)),
		...all.filter(([path]) => isRecipe(fileName(path))).flatMap(commandsIn),
	];
}

function script(tool: LoadTool, file: string, text: string): LoadScript {
	return { tool, place: { file, line: 1 }, text };
}

function isK6([path, text]: readonly [string, string]): boolean {
	return (
		/\.[cm]?[jt]s$/.test(path) &&
		/\bfrom\s+["']k6\/http["']|\brequire\(["']k6\/http["']\)/.test(text) &&
		/\bexport\s+default\b|\bexports\.default\b|\bexec:/.test(text)
	);
}

function isVegeta([path, text]: readonly [string, string]): boolean {
	return (
		/targets?[\w.-]*\.txt$|\.targets?$/.test(path) &&
		/^(GET|POST|PUT|PATCH|DELETE|HEAD) https?:\/\/\S+$/m.test(text)
	);
}

/** `hey …` and `autocannon …` with all that they need: what holds a variable would need the rest of its file. */
function commandsIn([file, text]: readonly [
	string,
	string,
]): readonly LoadScript[] {
	const found = text.matchAll(
		/(?:^[\t ]*@?|"|&&\s*|npx\s+)((hey|autocannon)\s[^\n"$`\\;|&<>]*https?:\/\/[^\s"'$`\\;|&<>]+[^\n"$`\\;|&<>]*)(?=["\n]|$)/gm,
	);
	return [...found].map(({ index, 1: command = "", 2: tool }) => ({
		tool: tool as LoadTool,
		place: { file, line: lineAt(text, index) },
		text: command,
		command: command.trim(),
	}));
}
