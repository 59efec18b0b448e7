import { join } from "node:path";
import { busyCore } from "../../accuracy/busy-core.ts";
import { servicePort } from "../../accuracy/service-port.ts";
import { type Pair, type Variant, VERSIONS } from "./cases.ts";
import { type Expected, lineOf, mistakes, seenAs } from "./classified.ts";
import { BASE_GO, headOf, leakOf } from "./head.ts";
import { type Judged, leakBudget, OUT } from "./leak-budget.ts";
import { makeTree } from "./tree.ts";

/** One line of the table. */
export interface Row {
	/** Two versions of the service. */
	readonly pair: string;
	readonly variant: Variant;
	/** By leak: `send: gone`. */
	readonly expected: readonly string[];
	readonly seen: readonly string[];
	/** Of the leak that both have. */
	readonly lines: string;
	/** With fail_on any, and new. */
	readonly exits: string;
	readonly mistakes: readonly string[];
	readonly seconds: number;
}

interface Options {
	readonly cli: string;
	/** Must not exist. */
	readonly folder: string;
	/** Whether a core is kept busy beside heads: a neighbour that came after the base was measured. */
	readonly busyHeads: boolean;
	readonly signal: AbortSignal;
}

/** Measures the base of a pair once, then head in each variant against it: two trees, `run`, `run --base`, `judge --config`. */
export async function* runPair(
	pair: Pair,
	variants: readonly Variant[],
	options: Options & { readonly index: number },
): AsyncGenerator<Row> {
	const [from = "", to = ""] = VERSIONS.slice(options.index);
	const port = await servicePort();
	const base = join(options.folder, "base");
	makeTree({
		version: from,
		folder: base,
		leaks: [leakOf(pair, "gone"), leakOf(pair, "same")],
		rewrite: (files) => files,
		port,
	});
	const before = await leakBudget(base, RUN, { ...options, go: BASE_GO });
	const idle = options.busyHeads ? busyCore() : () => {};
	try {
		for (const variant of variants) {
			const head = { pair, variant, version: to, port };
			const row = await runHead(head, before, options);
			yield { pair: `${from} → ${to}`, variant, ...row };
		}
	} finally {
		idle();
	}
}

async function runHead(
	head: {
		readonly pair: Pair;
		readonly variant: Variant;
		readonly version: string;
		readonly port: number;
	},
	before: Judged,
	options: Options,
): Promise<Omit<Row, "pair" | "variant">> {
	const beganMs = performance.now();
	const { pair, variant, version, port } = head;
	const { leaks, rewrite, go, expected } = headOf(variant, pair);
	const folder = join(options.folder, variant.replaceAll(/\W+/g, "-"));
	makeTree({ version, folder, leaks, rewrite, port });

	const cli = { ...options, go };
	const now = await leakBudget(
		folder,
		[...RUN, "--base", `../base/${OUT}`],
		cli,
	);
	const again = await leakBudget(
		folder,
		["judge", OUT, "--config", "fail-on-any.yml"],
		cli,
	);
	const same = leakOf(pair, "same");
	return {
		expected: expected.map(({ leak, wanted }) => `${leak.kind}: ${wanted}`),
		seen: expected.map(
			(one) => `${one.leak.kind}: ${seenAs(one, now.verdict)}`,
		),
		lines: `${lineOf(same, before.verdict)} → ${lineOf(same, now.verdict)}`,
		exits: `${again.exitCode} and ${now.exitCode}`,
		mistakes: [
			...exitMistake("of the base", before, 1),
			...exitMistake("with fail_on: any", again, 1),
			...exitMistake("with fail_on: new", now, mayPass(expected) ? 0 : 1),
			...mistakes(now.verdict, expected),
			...mistakes(again.verdict, expected).map((one) => `judged again: ${one}`),
			...(go !== BASE_GO && !isSaid(now)
				? ["memory is compared, or not said"]
				: []),
		],
		seconds: (performance.now() - beganMs) / 1000,
	};
}

/** By the rules that ask for more rounds: with fail_on: any the first failure ends a run. */
const RUN = ["run", "fail-on-new.yml", "--out", OUT, "--quiet"];

/** With fail_on: new. Memory that is not compared is not excused either. */
function mayPass(expected: readonly Expected[]): boolean {
	return expected.every(
		({ wanted }) => !["new", "worse", "untold"].includes(wanted),
	);
}

function exitMistake(
	what: string,
	{ exitCode }: Judged,
	wanted: number,
): readonly string[] {
	return exitCode === wanted ? [] : [`exit ${exitCode} ${what}, not ${wanted}`];
}

function isSaid({ verdict }: Judged): boolean {
	return verdict.notes.some((note) => note.includes("memory is not compared"));
}
