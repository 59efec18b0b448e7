import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { deflate } from "../../src/pprof/deflate.ts";
import { writeProfile } from "../../src/pprof/write.ts";
import { syntheticHeap } from "../support/synthetic-profile.ts";
import { type Cost, costOf, median } from "./process-cost.ts";

/**
 * `npm run bench:pprof`: the difference of two heap profiles as `go tool pprof
 * -top -base A B` prints it, by pprof and by us, and what packages from npm can
 * do of it, side by side: wall time and peak memory of whole processes, in
 * turn, the median of five. Exit 1 when a target is missed or the bytes differ.
 */
const RUNS = 5;
/** Of the two files: seconds, at most this part of pprof's. */
const TARGETS: Readonly<Record<string, number>> = {
	"50k": 1 / 5,
	"500k": 1 / 10,
};
const PEERS = { "pprof-format": "2.3.2", speedscope: "1.25.0" };

const HERE = fileURLToPath(new URL(".", import.meta.url));
const CACHE = join(HERE, "../../node_modules/.cache/pprof-peers");
const scratch = mkdtempSync(join(tmpdir(), "leak-budget-bench-"));

type Pair = readonly [before: string, after: string];

try {
	installPeers();
	const ours = bundleOurs();
	let missed = 0;
	for (const [name, pair] of pairs()) missed += compare(name, pair, ours);
	process.exitCode = missed > 0 ? 1 : 0;
} finally {
	rmSync(scratch, { recursive: true });
}

function compare(name: string, pair: Pair, ours: string): number {
	const peerRuns = name === "500k" ? 1 : RUNS;
	const contestants: readonly [string, number, readonly string[]][] = [
		["go tool pprof", RUNS, ["go", "tool", "pprof", "-top", "-base", ...pair]],
		["ours", RUNS, [process.execPath, ours, ...pair]],
		...Object.keys(PEERS).map((peer): [string, number, string[]] => [
			peer,
			peerRuns,
			[
				process.execPath,
				join(HERE, "pprof-peers", `${peer}.mjs`),
				join(CACHE, "node_modules"),
				...pair,
			],
		]),
	];
	const costs = new Map<string, Cost[]>(contestants.map(([who]) => [who, []]));
	for (let run = 0; run < RUNS; run++)
		for (const [who, runs, command] of contestants)
			if (run < runs) costs.get(who)?.push(costOf(command, scratch));
	const [theirs, own] = ["go tool pprof", "ours"].map((who) =>
		(costs.get(who) ?? []).map(({ output }) => fromShowing(output)),
	);
	const isSame = new Set([...(theirs ?? []), ...(own ?? [])]).size === 1;
	console.log(`\n${name}: ${isSame ? "the same bytes" : "THE BYTES DIFFER"}`);
	const pprof = median(costs.get("go tool pprof") ?? []);
	let missed = isSame && pprof.exit === 0 ? 0 : 1;
	for (const [who, all] of costs) {
		const cost = median(all);
		console.log(`  ${who.padEnd(14)} ${said(cost, pprof)}`);
		const target = TARGETS[name];
		if (who !== "ours" || target === undefined) continue;
		const isHeld =
			cost.seconds <= pprof.seconds * target &&
			cost.megabytes < pprof.megabytes;
		if (!isHeld) missed++;
		console.log(
			`  ${isHeld ? "held" : "MISSED"}: at most 1/${1 / target} of its time, less memory`,
		);
	}
	return missed;
}

function said(cost: Cost, pprof: Cost): string {
	if (cost.exit !== 0)
		return `fails with exit code ${cost.exit} after ${cost.seconds.toFixed(1)} s at ${cost.megabytes.toFixed(0)} MB`;
	const seconds = cost.seconds.toFixed(2).padStart(6);
	const megabytes = cost.megabytes.toFixed(0).padStart(5);
	const times = (pprof.seconds / cost.seconds).toFixed(1);
	const memory = (pprof.megabytes / cost.megabytes).toFixed(1);
	return `${seconds} s ${megabytes} MB   pprof takes ${times} times as long and ${memory} times the memory`;
}

function* pairs(): Generator<[string, Pair]> {
	for (const [name, samples] of [
		["2k", 2_000],
		["50k", 50_000],
		["500k", 500_000],
	] as const)
		yield [
			name,
			[false, true].map((growth) => {
				const file = join(
					scratch,
					`${name}-${growth ? "after" : "before"}.pb.gz`,
				);
				const profile = syntheticHeap({ samples, growth });
				writeFileSync(file, deflate(writeProfile(profile)));
				return file;
			}) as unknown as Pair,
		];
	yield ["real: the Go compiler at net/http and at go/types", compilerHeaps()];
}

/** Heap profiles of the Go compiler, every 512 bytes: tens of thousands of samples. */
function compilerHeaps(): Pair {
	const folder = join(scratch, "compiler");
	mkdirSync(folder);
	const flags = `-gcflags=-memprofile=${folder}/ -memprofilerate=512`;
	const heapOf = (name: string) => {
		execFileSync("go", ["build", "-o", "/dev/null", flags, name]);
		return join(folder, `${encodeURIComponent(name)}.memprof`);
	};
	return [heapOf("net/http"), heapOf("go/types")];
}

function bundleOurs(): string {
	const out = join(scratch, "ours.mjs");
	execFileSync("esbuild", [
		join(HERE, "pprof-entry.ts"),
		`--outfile=${out}`,
		"--bundle",
		"--minify",
		"--platform=node",
		"--format=esm",
		"--target=node20",
		'--banner:js=import{createRequire as __cr}from"node:module";const require=__cr(import.meta.url);',
		"--log-level=warning",
	]);
	return out;
}

/** Beside the project, not among its dependencies. */
function installPeers(): void {
	mkdirSync(CACHE, { recursive: true });
	const names = Object.entries(PEERS).map(([name, at]) => `${name}@${at}`);
	const words = [
		"install",
		"--prefix",
		CACHE,
		"--ignore-scripts",
		"--no-audit",
	];
	const { status } = spawnSync("npm", [...words, "--no-fund", ...names], {
		stdio: ["ignore", "ignore", "inherit"],
	});
	if (status !== 0) throw new Error("npm could not install the peers");
}

function fromShowing(output: string): string {
	return output.slice(Math.max(0, output.indexOf("Showing nodes")));
}
