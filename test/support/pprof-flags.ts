import type { Granularity } from "../../src/pprof/granularity.ts";
import type { ReportOptions } from "../../src/pprof/modes/options.ts";
import { MODES, type Mode } from "../../src/pprof/modes/report.ts";

/** A command line of `go tool pprof`, as our own API takes it. Files are paths. */
export interface PprofCommand {
	readonly mode: Mode;
	readonly options: ReportOptions;
	readonly sources: readonly string[];
	readonly base: readonly string[];
	readonly diffBase: boolean;
}

/** Reads the words after `go tool pprof`, e.g. `-top -cum -base=a.pb.gz b.pb.gz`. */
export function pprofCommand(words: readonly string[]): PprofCommand {
	const texts: Record<string, string> = {};
	const options: Record<string, string | number | boolean> = {};
	const sources: string[] = [];
	const base: string[] = [];
	let mode: Mode | undefined;
	for (const word of words) {
		const flag = /^-([a-z_]+)(?:=(.*))?$/s.exec(word);
		const [, name = "", value] = flag ?? [];
		if (!flag) sources.push(word);
		else if (name in MODES) {
			mode = name as Mode;
			if (value !== undefined) options["functions"] = value;
		} else if (name === "base" || name === "diff_base") {
			base.push(value ?? "");
			texts["base"] = name;
		} else if (GRANULARITIES.has(name)) options["granularity"] = name;
		else if (name.endsWith("count") || name.endsWith("fraction"))
			options[camelCase(name)] = Number(value);
		else options[camelCase(name)] = flagValue(value);
	}
	if (!mode) throw new Error(`no mode in ${words.join(" ")}`);
	return {
		mode,
		options: options as ReportOptions,
		sources,
		base,
		diffBase: texts["base"] === "diff_base",
	};
}

const GRANULARITIES: ReadonlySet<string> = new Set<Granularity>([
	"functions",
	"filefunctions",
	"files",
	"lines",
	"addresses",
]);

/** pprof's names are ours but for the underscores. */
function camelCase(name: string): string {
	const plain = name
		.replace(/^tag(?=.)/, "tag_")
		.replace(/^no(?=inlines)/, "no_")
		.replace(/(?<=^node|^edge)(?=count|fraction)/, "_");
	return plain.replace(/_([a-z])/g, (_, letter: string) =>
		letter.toUpperCase(),
	);
}

function flagValue(value: string | undefined): string | boolean {
	if (value === undefined || value === "true") return true;
	return value === "false" ? false : value;
}
