import { join } from "node:path";
import { servicePort } from "../../accuracy/service-port.ts";
import { HANDLERS, type Pair, type Variant, VERSIONS } from "./cases.ts";
import { type Expected, lineOf, mistakes, seenAs } from "./classified.ts";
import { BASE_GO, headOf } from "./head.ts";
import { KINDS } from "./kinds.ts";
import { type Judged, leakBudget, OUT } from "./leak-budget.ts";
import type { Leak } from "./plant.ts";
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
	for (const variant of variants)
		yield {
			pair: `${from} → ${to}`,
			variant,
			...(await runHead({ pair, variant, version: to, port }, before, options)),
		};
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
	const { sameForm, added: kind, rewrite, go } = headOf(variant, pair);
	const folder = join(options.folder, variant.replaceAll(/\W+/g, "-"));
	const same = leakOf({ ...pair, sameForm }, "same");
	const added = kind ? [leakOf({ ...pair, new: kind }, "new")] : [];
	makeTree({ version, folder, leaks: [same, ...added], rewrite, port });

	const cli = { ...options, go };
	const now = await leakBudget(
		folder,
		[...RUN, "--base", `../base/${OUT}`],
		cli,
	);
	const again = await leakBudget(
		folder,
		["judge", OUT, "--config", "fail-on-new.yml"],
		cli,
	);
	const isOther = go !== BASE_GO;
	const expected = [
		expecting(leakOf(pair, "gone"), "gone", isOther),
		expecting(same, "already", isOther),
		...added.map((leak) => expecting(leak, "new", isOther)),
	];
	return {
		expected: expected.map(({ leak, wanted }) => `${leak.kind}: ${wanted}`),
		seen: expected.map(
			(one) => `${one.leak.kind}: ${seenAs(one, now.verdict)}`,
		),
		lines: `${lineOf(same, before.verdict)} → ${lineOf(same, now.verdict)}`,
		exits: `${now.exitCode} and ${again.exitCode}`,
		mistakes: [
			...exitMistake("of the base", before, 1),
			...exitMistake("with fail_on: any", now, 1),
			...exitMistake("with fail_on: new", again, kind ? 1 : 0),
			...mistakes(now.verdict, expected),
			...mistakes(again.verdict, expected).map((one) => `judged again: ${one}`),
			...(isOther && !isSaid(now) ? ["memory is compared, or not said"] : []),
		],
		seconds: (performance.now() - beganMs) / 1000,
	};
}

const RUN = ["run", "fail-on-any.yml", "--out", OUT, "--quiet"];

function leakOf(pair: Pair, which: "gone" | "same" | "new"): Leak {
	return {
		handler: HANDLERS[which],
		kind: pair[which],
		form: which === "same" ? pair.sameForm : "inline",
	};
}

/** Of memory a base of another Go tells nothing. */
function expecting(
	leak: Leak,
	wanted: Exclude<Expected["wanted"], "untold" | "-">,
	isOther: boolean,
): Expected {
	if (!isOther || KINDS[leak.kind].grows === "goroutines")
		return { leak, wanted };
	return { leak, wanted: wanted === "gone" ? "-" : "untold" };
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
