import type {
	Granularity,
	ProfileFiles,
	ReportOptions,
} from "../engine/profiles.ts";
import { type FlagKind, type GoFlags, goFlags } from "./go-flags.ts";
import type { ReportCommand } from "./profile-commands.ts";
import { usage } from "./usage.ts";

/** What was asked of a report. Files are as typed; `-` is standard input. */
export interface ProfileLine {
	readonly files: ProfileFiles;
	readonly options: ReportOptions;
	/** Undefined for standard output. */
	readonly output: string | undefined;
}

/**
 * Reads the words behind `leak-budget top`, `peek`, …: pprof's flags under its
 * names and with its meaning, but for several -base, which are added up where
 * pprof takes the last. A Stop `usage` for what makes no sense.
 */
export function profileLine(
	command: ReportCommand,
	words: readonly string[],
): ProfileLine {
	const flags = goFlags(command, words, KINDS);
	const [base, diffBase] = [flags.texts("base"), flags.texts("diff_base")];
	if (base.length > 0 && diffBase.length > 0)
		throw usage("-base and -diff_base are two views: give one of them.");
	if (flags.isOn("normalize") && base.length + diffBase.length === 0)
		throw usage("-normalize scales to the sum of a base: give -base, too.");
	const hasPattern = command === "peek" || command === "list";
	const [functions = ""] = flags.operands;
	const sources = flags.operands.slice(hasPattern ? 1 : 0);
	if (sources.length === 0)
		throw usage(
			`${command} reads profiles: leak-budget ${command} ${hasPattern ? "REGEX " : ""}[flags] FILE…`,
		);
	return {
		files: {
			sources,
			base: [...base, ...diffBase],
			diffBase: diffBase.length > 0,
		},
		options: { ...reportOptions(flags), ...(hasPattern && { functions }) },
		output: flags.texts("output").at(-1),
	};
}

/** pprof's flags that are an option of the report each. */
const OPTIONS = {
	drop_negative: ["switch", "dropNegative"],
	edgefraction: ["number", "edgeFraction"],
	focus: ["text", "focus"],
	hide: ["text", "hide"],
	ignore: ["text", "ignore"],
	nodecount: ["integer", "nodeCount"],
	nodefraction: ["number", "nodeFraction"],
	noinlines: ["switch", "noInlines"],
	normalize: ["switch", "normalize"],
	prune_from: ["text", "pruneFrom"],
	relative_percentages: ["switch", "relativePercentages"],
	sample_index: ["text", "sampleIndex"],
	show: ["text", "show"],
	show_from: ["text", "showFrom"],
	source_path: ["text", "sourcePath"],
	tagfocus: ["text", "tagFocus"],
	taghide: ["text", "tagHide"],
	tagignore: ["text", "tagIgnore"],
	tagshow: ["text", "tagShow"],
	trim: ["switch", "trim"],
	unit: ["text", "unit"],
} as const satisfies Record<string, readonly [FlagKind, keyof ReportOptions]>;

const GRANULARITIES = [
	"functions",
	"filefunctions",
	"files",
	"lines",
	"addresses",
] as const satisfies readonly Granularity[];

const ORDERS = ["cum", "flat"] as const;

/** pprof's older way to say -sample_index, the first of which counts. */
const SAMPLE_INDEXES = [
	"inuse_space",
	"inuse_objects",
	"alloc_space",
	"alloc_objects",
] as const;

const KINDS: ReadonlyMap<string, FlagKind> = new Map<string, FlagKind>([
	...["base", "diff_base", "output"].map((name) => [name, "text"] as const),
	...[...GRANULARITIES, ...ORDERS, ...SAMPLE_INDEXES].map(
		(name) => [name, "switch"] as const,
	),
	...Object.entries(OPTIONS).map(([name, [kind]]) => [name, kind] as const),
]);

function reportOptions(flags: GoFlags): ReportOptions {
	const given = Object.entries(OPTIONS).flatMap(([name, [, option]]) => {
		const value = flags.value(name);
		return value === undefined ? [] : [[option, value] as const];
	});
	const granularity = oneOf(flags, GRANULARITIES);
	const sampleIndex =
		flags.texts("sample_index").at(-1) ?? SAMPLE_INDEXES.find(flags.isOn);
	return {
		// Each value is of the kind that the table gives its option.
		...(Object.fromEntries(given) as ReportOptions),
		cum: oneOf(flags, ORDERS) === "cum",
		...(granularity && { granularity }),
		...(sampleIndex && { sampleIndex }),
	};
}

/** Of flags that exclude each other. */
function oneOf<T extends string>(
	flags: GoFlags,
	names: readonly T[],
): T | undefined {
	const given = names.filter((name) => flags.isOn(name));
	if (given.length < 2) return given[0];
	throw usage(
		`${given.map((name) => `-${name}`).join(" and ")} exclude each other.`,
	);
}
