import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { median } from "./median.ts";
import { contestants } from "./pprof-contestants.ts";
import { PAIRS, type Pair, pairOf } from "./pprof-pairs.ts";
import { type Cost, costOf } from "./process-cost.ts";
import { table } from "./table.ts";

/**
 * `npm run bench:pprof -- [--runs 5] [2k] [50k] [500k] [real]`: the difference of
 * two heap profiles as `go tool pprof -top -base A B` prints it, by pprof and by
 * us, and what packages from npm can do of it: wall time, processor time and
 * peak memory of whole processes, in turn, medians with the least and the most.
 * Without a word all four pairs, which takes some ten minutes, most of them
 * pprof's with 500k. Exit 1 when a target is missed or our bytes are not pprof's.
 */

/** Of pprof's wall time, at most this part; and less memory. */
const TARGETS: Partial<Record<Pair, number>> = { "50k": 1 / 5, "500k": 1 / 10 };
const [PPROF, OURS] = ["go tool pprof", "leak-budget"];

const { values, positionals } = parseArgs({
	options: { runs: { type: "string", default: "5" } },
	allowPositionals: true,
});
const runs = Number(values.runs);
const pairs = PAIRS.filter(
	(name) => positionals.length === 0 || positionals.includes(name),
);
if (!Number.isInteger(runs) || runs < 1)
	throw new Error("--runs takes a number of times");
if (pairs.length < positionals.length)
	throw new Error(`there are only ${PAIRS.join(", ")}`);

const scratch = mkdtempSync(join(tmpdir(), "leak-budget-bench-"));
try {
	const all = await contestants({ pprof: PPROF, ours: OURS }, scratch);
	for (const name of pairs) if (!compare(name, all)) process.exitCode = 1;
} finally {
	rmSync(scratch, { recursive: true });
}

/** Whether we print what pprof prints, within the targets. */
function compare(
	name: Pair,
	all: ReadonlyMap<string, readonly string[]>,
): boolean {
	const { files, about } = pairOf(name, scratch);
	const costs = new Map<string, Cost[]>([...all.keys()].map((w) => [w, []]));
	// All of one turn, then the next: a bad moment of the machine hits all alike.
	for (let turn = 0; turn < runs; turn++)
		for (const [who, command] of all)
			costs.get(who)?.push(costOf([...command, ...files], scratch));
	const [pprof = [], ours = []] = [costs.get(PPROF), costs.get(OURS)];
	const texts = new Set([...pprof, ...ours].map(reportOf));
	const isSame = texts.size === 1 && !texts.has("");
	const load = loadavg().map((one) => one.toFixed(1));
	console.log(
		`\n${name}: ${about}; ${isSame ? "the same bytes as pprof" : "THE BYTES DIFFER FROM PPROF'S"}; load ${load.join(" ")}`,
	);
	const head = ["", "wall s", "cpu s", "peak MB", "of pprof's: wall", "memory"];
	const rows = [...costs].map(([who, own]) => row(who, own, pprof));
	console.log(table([head, ...rows]));
	const part = TARGETS[name];
	if (part === undefined) return isSame;
	const isHeld =
		ratio(ours, pprof, "seconds") <= part &&
		ratio(ours, pprof, "megabytes") < 1;
	console.log(
		`${isHeld ? "held" : "MISSED"}: at most 1/${1 / part} of pprof's wall time, and less memory`,
	);
	return isSame && isHeld;
}

function row(
	who: string,
	own: readonly Cost[],
	pprof: readonly Cost[],
): readonly string[] {
	const failed = own.find(({ failure }) => failure !== undefined);
	return [
		failed ? `${who} (fails: ${failed.failure})` : who,
		spread(own, "seconds", 2),
		spread(own, "cpuSeconds", 2),
		spread(own, "megabytes", 0),
		...(["seconds", "megabytes"] as const).map((what) =>
			share(ratio(own, pprof, what)),
		),
	];
}

function spread(
	costs: readonly Cost[],
	what: "seconds" | "cpuSeconds" | "megabytes",
	digits: number,
): string {
	const all = costs.map((cost) => cost[what]);
	if (all.some(Number.isNaN)) return "?";
	const [least, most] = [Math.min(...all), Math.max(...all)];
	return `${median(all).toFixed(digits)} (${least.toFixed(digits)}–${most.toFixed(digits)})`;
}

/** Of the medians. */
function ratio(
	own: readonly Cost[],
	pprof: readonly Cost[],
	what: "seconds" | "megabytes",
): number {
	return (
		median(own.map((cost) => cost[what])) /
		median(pprof.map((cost) => cost[what]))
	);
}

function share(part: number): string {
	if (Number.isNaN(part)) return "?";
	return part < 1 ? `1/${(1 / part).toFixed(1)}` : `${part.toFixed(1)}×`;
}

/** "" when it failed: then the bytes are no one's. */
function reportOf({ failure, output }: Cost): string {
	const from = output.indexOf("Showing nodes");
	return failure === undefined && from >= 0 ? output.slice(from) : "";
}
