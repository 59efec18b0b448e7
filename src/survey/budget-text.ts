import { seenFrom } from "./paths.ts";
import type { Profiles } from "./profiles.ts";
import type { Proposal, Source } from "./proposal.ts";
import { jsonText, named, shellWord, yamlValue } from "./quoting.ts";
import type { Place } from "./repository.ts";

/** A proposal, and the path of the file that says it, from the root. */
export interface BudgetFile {
	readonly path: string;
	readonly proposal: Proposal;
}

/** The budget file for a proposal: every line says what it is for, and where it was found. `onlyNew` lets old leaks be. */
export function budgetText(proposal: Proposal, onlyNew: boolean): string {
	return `${[
		"# What this service may leave behind once the load is over.",
		"# Written by leak-budget init. Every line is yours to change; leak-budget schema knows all keys.",
		"",
		"# Its name in reports; the pull request's comment goes by it, or by the workflow's comment-key.",
		`name: ${yamlValue(serviceName(proposal))}`,
		"",
		...serviceLines(proposal),
		"",
		...containerLines(proposal),
		...loadLines(proposal),
		"",
		"# What may stay of each round of load. Growth that stops, such as a pool that fills, is no leak.",
		"budgets:",
		"  # Not one goroutine more than before.",
		"  goroutines: +0",
		"  # Goroutines that Go itself proves to be leaked (1.26 and later; nothing where Go cannot tell).",
		"  leaked_goroutines: +0",
		"  # Bytes in use after garbage collection: auto is what stands out of the service's own noise.",
		"  inuse_space: auto",
		...(onlyNew
			? [
					"",
					"# What the commit before leaks as well is reported, and does not fail.",
					"fail_on: new",
				]
			: []),
	].join("\n")}\n`;
}

/** A name of at most a hundred characters, without what no reader sees. */
export function serviceName({ service }: Proposal): string {
	const shown = service.main.name
		.replaceAll(/[\s\p{C}\p{Zl}\p{Zp}]+/gu, " ")
		.trim();
	return [...shown].slice(0, 100).join("") || "service";
}

function serviceLines(proposal: Proposal): readonly string[] {
	const { service, setter, port, ready, readyFrom, portFrom, compose } =
		proposal;
	const { main, profiles, subcommand, configuration } = service;
	const folder = seenFrom(main.module, main.folder);
	const binary = `bin/${binaryOf(main.name)}`;
	const words = [
		binary,
		...(subcommand === undefined ? [] : [subcommand]),
		...(setter.kind === "flag"
			? [setter.name, address(setter.form, port)]
			: []),
		...(configuration?.setter.kind === "flag"
			? [
					configuration.setter.name,
					shellWord(seenFrom(main.module, configuration.file)),
				]
			: []),
	];
	const env = environmentOf(proposal);
	return [
		"service:",
		...(main.module === ""
			? []
			: [
					"  # The folder of its go.mod, where build and run start.",
					`  cwd: ${yamlValue(main.module)}`,
				]),
		"  # A plain build: the agent that reads its profiles is added from outside, the code stays as it is.",
		`  build: ${yamlValue(`go build -o ${binary} ${shellWord(folder === "" ? "." : `./${folder}`)}`)}`,
		`  # In the foreground. Where it listens: ${said(portFrom)}.${configuration ? ` Its configuration: ${placed(configuration.place)}.` : ""}`,
		`  run: ${yamlValue(words.join(" "))}`,
		...(env.size > 0
			? [
					`  # On top of the job's environment; \${NAME} takes a variable from there.${compose?.environment.size ? ` From ${named(compose.file)}, as seen from outside.` : ""}`,
					"  env:",
					...[...env].map(([name, value]) => `    ${name}: ${jsonText(value)}`),
				]
			: []),
		`  # Load begins once this ${ready.startsWith("tcp:") ? "accepts connections" : "answers"}: ${said(readyFrom)}.`,
		`  ready: ${yamlValue(ready)}`,
		...(profiles
			? [
					`  # From the agent${ownProfiles(profiles)} is named by its URL.`,
					"  profiles: auto",
				]
			: []),
	];
}

/** What compose gives the service comes first: where it listens and reads is ours to say. */
function environmentOf(proposal: Proposal): ReadonlyMap<string, string> {
	const { service, setter, port, compose } = proposal;
	const { main, configuration } = service;
	const env = new Map(compose?.isPublished ? compose.environment : []);
	if (setter.kind === "env") env.set(setter.name, address(setter.form, port));
	if (configuration?.setter.kind === "env")
		env.set(
			configuration.setter.name,
			seenFrom(main.module, configuration.file),
		);
	return env;
}

/** The agent needs no port, and sees more: routes, and exact bytes. */
function ownProfiles({ place, port }: Profiles): string {
	const url = port ? `, http://127.0.0.1:${port}/debug/pprof/` : "";
	return `; the service's own net/http/pprof (${named(place.file)}${url})`;
}

function containerLines({ compose }: Proposal): readonly string[] {
	if (compose === undefined) return [];
	const file = shellWord(compose.file);
	const needs = compose.needs.map(shellWord).join(" ");
	const lines = [
		`setup: ${yamlValue(`docker compose -f ${file} up -d --wait ${needs}`)}`,
		`teardown: ${yamlValue(`docker compose -f ${file} down`)}`,
	];
	const why = `What the service needs, by ${named(compose.file)}`;
	return compose.isPublished
		? [`# ${why}; teardown always runs.`, ...lines, ""]
		: [
				`# ${why}. To start it here, publish its ports there and take the # away:`,
				...lines.map((line) => `# ${line}`),
				"",
			];
}

function loadLines({ load }: Proposal): readonly string[] {
	const others = load.alternatives.map(named).join(", ");
	return [
		`# What drives the service, the same in each round: ${said(load.from)}.`,
		...(load.isReadyCheck
			? [
					"# It asks only whether the service is there: put a request here that does its work.",
				]
			: []),
		...(others === "" ? [] : [`# Other routes: ${others}.`]),
		"load:",
		`  ${load.key}: ${yamlValue(load.value)}`,
		...(load.key === "http"
			? [
					"  # In each round: the more, the smaller the leak that shows.",
					"  requests: 500",
				]
			: []),
	];
}

/** Where a value comes from, for a comment. */
export function said(source: Source): string {
	switch (source.kind) {
		case "given":
			return "as you said";
		case "usual":
			return "no route says more";
		case "found":
			return placed(source.place);
		default:
			return source satisfies never;
	}
}

export function placed({ file, line }: Place): string {
	return `${named(file)}:${line}`;
}

/** The binary's file: its path is written in two commands, so it is kept plain. */
export function binaryOf(name: string): string {
	return name.replaceAll(/[^\w.-]+/g, "-").replace(/^[-.]+/, "") || "service";
}

function address(form: "address" | "port", port: number): string {
	return form === "address" ? `127.0.0.1:${port}` : String(port);
}
