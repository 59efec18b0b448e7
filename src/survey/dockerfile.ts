import { absolutePath, seenFrom } from "./paths.ts";
import {
	fileName,
	isDockerfile,
	lineAt,
	type Place,
	type Repository,
} from "./repository.ts";

/** What the last stage of a Dockerfile says of the program that it starts. */
export interface Image {
	/** Of its ENTRYPOINT or CMD. */
	readonly place: Place;
	/** ENTRYPOINT and CMD, where they are lists: what a shell reads is left out. */
	readonly command: readonly string[];
	readonly workdir: string;
	readonly env: ReadonlyMap<string, string>;
	readonly copies: readonly Copied[];
	readonly ports: readonly { readonly port: number; readonly place: Place }[];
}

/** `from` is a path below the build's context, `to` an absolute one in the image. */
export interface Copied {
	readonly from: string;
	readonly to: string;
}

export function images({ files }: Repository): readonly Image[] {
	return [...files]
		.filter(([path]) => isDockerfile(fileName(path)))
		.map(([file, text]) => imageOf(file, text));
}

/** The image that starts this program, by its name; with one program there is no other. */
export function imageOfProgram(
	name: string,
	isAlone: boolean,
	all: readonly Image[],
): Image | undefined {
	return (
		all.find(({ command }) =>
			command.some((word) => fileName(word) === name),
		) ?? (isAlone ? all[0] : undefined)
	);
}

/** What it gives the program: the words behind its name, which may be another than the folder's. */
export function argumentsOf(
	name: string,
	{ command }: Image,
): readonly string[] {
	const at = command.findIndex((word) => fileName(word) === name);
	return command.slice(Math.max(at, 0) + 1);
}

interface Instruction {
	readonly name: string;
	readonly rest: string;
	readonly line: number;
}

/** Begins with its FROM. */
type Stage = readonly Instruction[];

function imageOf(file: string, text: string): Image {
	const stages = stagesOf(text);
	const stage = stages.at(-1) ?? [];
	const env = environmentOf(stage);
	const of = (name: string) =>
		stage
			.filter((one) => one.name === name)
			.map(({ rest, line }) => ({ rest: expanded(rest, env), line }));
	const started = [...of("ENTRYPOINT").slice(-1), ...of("CMD").slice(-1)];
	const workdir = workdirOf(stage);
	return {
		place: { file, line: started.at(-1)?.line ?? 1 },
		command: started.flatMap(({ rest }) => listed(rest)),
		workdir,
		env,
		copies: of("COPY").flatMap(({ rest }) => copied(rest, workdir, stages)),
		ports: of("EXPOSE").flatMap(({ rest, line }) =>
			[...rest.matchAll(/(?<!\S)\d{2,5}\b/g)].map(([port]) => ({
				port: Number(port),
				place: { file, line },
			})),
		),
	};
}

function stagesOf(text: string): readonly Stage[] {
	const stages: Instruction[][] = [[]];
	// A backslash goes on in the next line, beyond comments between.
	const found = text.matchAll(
		/^[ \t]*([A-Za-z]+)[ \t]+((?:[^\n\\]|\\\r?\n(?:[ \t]*#.*\n)*|\\)*)/gm,
	);
	for (const { index, 1: name = "", 2: rest = "" } of found) {
		if (/^from$/i.test(name)) stages.push([]);
		stages.at(-1)?.push({
			name: name.toUpperCase(),
			rest: rest.replaceAll(/\\\r?\n(?:[ \t]*#.*\n)*/g, " ").trim(),
			line: lineAt(text, index),
		});
	}
	return stages;
}

/** `ENV A=b C="d e"`, `ENV A b`, and an ARG's default. */
function environmentOf(stage: Stage): ReadonlyMap<string, string> {
	const env = new Map<string, string>();
	for (const { name, rest } of stage)
		if (name === "ENV" || name === "ARG")
			for (const [, key = "", quoted, bare = ""] of rest.matchAll(
				/(\w+)(?:=|(?<=^\w+)\s+)(?:"([^"]*)"|(\S*))/g,
			))
				env.set(key, quoted ?? bare);
	return env;
}

/** What nobody here gives a value stays as it is. */
function expanded(text: string, env: ReadonlyMap<string, string>): string {
	return text.replaceAll(
		/\$(?:\{(\w+)\}|(\w+))/g,
		(all, braced?: string, bare?: string) =>
			env.get(braced ?? bare ?? "") ?? all,
	);
}

function workdirOf(stage: Stage): string {
	const env = environmentOf(stage);
	return stage
		.filter(({ name }) => name === "WORKDIR")
		.reduce(
			(folder, { rest }) => absolutePath(folder, expanded(rest, env)),
			"/",
		);
}

function listed(rest: string): readonly string[] {
	try {
		const list: unknown = JSON.parse(rest);
		return Array.isArray(list) ? list.map(String) : [];
	} catch {
		return [];
	}
}

/** `[--from=STAGE] SOURCE… DESTINATION`: of a stage, what lay below its folder came from the context. */
function copied(
	rest: string,
	workdir: string,
	stages: readonly Stage[],
): readonly Copied[] {
	const [to = "", ...sources] = (
		rest.startsWith("[") ? listed(rest) : rest.split(/\s+/)
	)
		.filter((word) => !word.startsWith("--"))
		.toReversed();
	const from = /--from=(\S+)/.exec(rest)?.[1] ?? "";
	const stage = stages.find(
		([first]) => /\sAS\s+(\S+)$/i.exec(first?.rest ?? "")?.[1] === from,
	);
	const context = stage ? workdirOf(stage) : "/";
	const isFolder = /(^|\/)\.{0,2}$/.test(to) || sources.length > 1;
	return sources.map((source) => ({
		from: seenFrom(context, absolutePath("/", source)),
		to: absolutePath(workdir, isFolder ? `${to}/${fileName(source)}` : to),
	}));
}
