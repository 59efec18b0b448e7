import { resolve } from "node:path";
import { type Asker, terminalAsker } from "../adapters/ask.ts";
import { refuseExisting, writeNewFiles } from "../adapters/new-files.ts";
import { USUAL_FILES } from "../adapters/plan-file.ts";
import { defaultBranch } from "../adapters/source/default-branch.ts";
import { pathsBelow, textsBelow } from "../adapters/source/listing.ts";
import { mainFolders } from "../adapters/source/main-folders.ts";
import { placeInRepository } from "../adapters/source/repository.ts";
import {
	budgetFiles,
	type Choices,
	isConfiguration,
	isOfInterest,
	newFiles,
	type Proposal,
	proposalOf,
	type Survey,
	summaryOf,
	surveyOf,
	WORKFLOW_FILE,
} from "../engine/init.ts";
import { Stop } from "../model/problem.ts";
import { plainName } from "../report/plain.ts";
import { aboutGit } from "./about-git.ts";
import type { CommandLine } from "./command-line.ts";
import { type InitOptions, portOf } from "./init-options.ts";
import { ourselves } from "./ourselves.ts";
import { typed } from "./typed.ts";
import { usage } from "./usage.ts";
import { ACTION } from "./version.ts";

/**
 * `leak-budget init [DIR]`: writes a budget file and a workflow from what the
 * repository shows. Asks on a terminal; elsewhere it takes what it found, or
 * says which flag is missing. Exit 2, and nothing written, where a file is there already.
 */
export async function init(
	{ operands, init: options }: CommandLine,
	signal: AbortSignal,
): Promise<number> {
	const [directory = ".", ...more] = operands;
	if (more.length > 0) throw usage("init takes one folder.");
	const { root, below } = placeInRepository(resolve(directory));
	if (!options.dryRun) refuseExisting(root, [...USUAL_FILES, WORKFLOW_FILE]);

	const folders = mainFolders(root);
	const survey = surveyOf(
		{
			name: root.split("/").at(-1) ?? "",
			files: textsBelow(root, isOfInterest),
			configurations: pathsBelow(root, isConfiguration),
			...(folders && { listed: folders }),
		},
		below,
	);
	const services = budgetFiles(await agreed(survey, options, signal));
	if (!options.dryRun)
		refuseExisting(
			root,
			services.map(({ path }) => path),
		);
	const files = newFiles(services, {
		branch: defaultBranch(root),
		action: ACTION,
		onlyNew: options.onlyNew,
	});
	const { stdout } = process;
	const found = services.map(({ proposal }) => summaryOf(proposal));
	stdout.write(found.join("\n"));
	if (options.dryRun) {
		for (const { path, text } of files) stdout.write(`\n--- ${path}\n${text}`);
		stdout.write("\nNothing was written (--dry-run).\n");
		return 0;
	}
	writeNewFiles(root, files);
	const names = files.map(({ path }) => typed(resolve(root, path)));
	const operand = names[0] === USUAL_FILES[0] ? "" : ` ${names[0]}`;
	const again = ourselves();
	stdout.write(
		`\nWritten: ${names.slice(0, -1).join(", ")} and ${names.at(-1)}. Each line says what it is for.\nNext: ${again} doctor --start${operand}, then ${again} run${operand}.\n`,
	);
	stdout.write(aboutGit(root, services, files));
	return 0;
}

/** What was found, with the user's say where there is somebody to ask. */
async function agreed(
	survey: Survey,
	options: InitOptions,
	signal: AbortSignal,
): Promise<readonly Proposal[]> {
	const choices = given(options);
	if (options.services.length > 1) return severalOf(survey, options.services);
	const { stdin, stderr } = process;
	if (options.yes || !stdin.isTTY || !stderr.isTTY)
		return [proposalOf(survey, choices)];
	const asker = terminalAsker(signal);
	try {
		return [await asked(survey, choices, asker)];
	} finally {
		asker.close();
	}
}

function severalOf(
	survey: Survey,
	names: readonly string[],
): readonly Proposal[] {
	const all = names.map((service) => proposalOf(survey, { service }));
	const taken = new Set(all.map(({ service }) => service));
	return all.map((one) => ({
		...one,
		others: one.others.filter((other) => !taken.has(other)),
	}));
}

/** Each question shows what was found; what a flag said is not asked. */
export async function asked(
	survey: Survey,
	choices: Choices,
	{ ask }: Pick<Asker, "ask">,
): Promise<Proposal> {
	let all = choices;
	// That no load was found must not hide what was.
	const known = () => found(survey, { load: "GET /", ...all });
	const [first, ...others] = survey.services;
	if (all.service === undefined && first && others.length > 0) {
		const names = survey.services.map(({ main }) => `./${main.folder}`);
		process.stderr.write(`${listed(names)}\n`);
		const service = await ask("Which service?", names[0] ?? "");
		all = { ...all, service };
	}
	if (all.port === undefined) {
		const usual = known()?.port ?? 8080;
		const port = portOf(await ask("Which port does it listen on?", `${usual}`));
		// What was found is more than its number: it says how the port is set.
		if (port !== known()?.port) all = { ...all, port };
	}
	if (all.ready === undefined) {
		const usual = known()?.ready ?? "/healthz";
		const ready = await ask("Which URL answers once it is ready?", usual);
		if (ready !== known()?.ready) all = { ...all, ready };
	}
	if (all.load === undefined) {
		const usual = found(survey, all)?.load.value;
		const load = await ask(
			"Which request, or command, drives it?",
			usual ?? "GET /",
		);
		if (load !== usual) all = { ...all, load };
	}
	return proposalOf(survey, all);
}

/** Undefined while something is still missing that a question will ask for. */
function found(survey: Survey, choices: Choices): Proposal | undefined {
	try {
		return proposalOf(survey, choices);
	} catch (error) {
		if (!(error instanceof Stop)) throw error;
		return undefined;
	}
}

function listed(names: readonly string[]): string {
	return names.map((name) => `  ${plainName(name)}`).join("\n");
}

function given({
	services: [service],
	port,
	ready,
	load,
}: InitOptions): Choices {
	return {
		...(service !== undefined && { service }),
		...(port !== undefined && { port }),
		...(ready !== undefined && { ready }),
		...(load !== undefined && { load }),
	};
}
