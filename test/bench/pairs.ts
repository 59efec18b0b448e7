import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { freshBundle } from "../support/fresh-bundle.ts";
import { twoAtATime } from "../support/two-at-a-time.ts";
import { PAIRS, VERSIONS } from "./pairs/cases.ts";
import { type Row, runPair } from "./pairs/run-pair.ts";
import { stopWithUs } from "./stop-with-us.ts";
import { table } from "./table.ts";

/**
 * `npm run bench:pairs -- [--only REGEX] [--busy] [--save NAME]`: ten pairs of published
 * versions of a real service, go-httpbin, from Go's module proxy, each measured
 * as base and head, two pairs side by side. Leaks are planted in its handlers,
 * one that only the base has, one that both have, one that only head has; and
 * some heads are written anew. Prints what each leak was called. `--only`: of
 * `v2.18.1 → v2.18.2 reformatted`. `--busy`: each pair keeps a core busy while its
 * heads are measured, and not its base. `--save` writes the table to
 * test/accuracy/results/. Exit 1 where one was called wrong; what such a pair
 * left is kept.
 */

const RESULTS = fileURLToPath(new URL("../accuracy/results", import.meta.url));

const { values } = parseArgs({
	options: {
		only: { type: "string", default: "" },
		busy: { type: "boolean", default: false },
		save: { type: "string" },
	},
});
const only = new RegExp(values.only);
const wanted = PAIRS.map((pair, index) => ({
	pair,
	index,
	variants: pair.variants.filter((variant) =>
		only.test(`${VERSIONS[index]} → ${VERSIONS[index + 1]} ${variant}`),
	),
})).filter(({ variants }) => variants.length > 0);
if (wanted.length === 0) throw new Error(`nothing is called ${values.only}`);

const HEAD = [
	"base → head",
	"head is",
	"expected",
	"seen",
	"line of the same",
	"exits",
	"verdict",
];
const scratch = mkdtempSync(join(tmpdir(), "leak-budget-pairs-"));
const signal = stopWithUs();
const cli = await freshBundle(scratch);
const beganMs = performance.now();
const rows = (
	await Promise.all(
		twoAtATime(wanted, async ({ pair, variants, index }) => {
			const folder = join(scratch, `pair-${index + 1}`);
			const own: Row[] = [];
			if (signal.aborted) return own;
			for await (const row of runPair(pair, variants, {
				cli,
				folder,
				index,
				busyHeads: values.busy,
				signal,
			})) {
				own.push(row);
				console.error(
					`${row.pair} ${row.variant}: ${outcome(row)} (${row.seconds.toFixed(1)} s)`,
				);
			}
			if (own.every(isRight)) rmSync(folder, { recursive: true, force: true });
			return own;
		}),
	)
).flat();

const minutes = ((performance.now() - beganMs) / 60_000).toFixed(1);
const right = rows.filter(isRight).length;
const report = [
	table([HEAD, ...rows.map(cells)]),
	"",
	...rows.flatMap(({ pair, variant, mistakes }) =>
		mistakes.map((mistake) => `${pair} ${variant}: ${mistake}`),
	),
	`${right} of ${rows.length} heads of ${wanted.length} pairs right, ${leaksRight()}, in ${minutes} min`,
].join("\n");
console.log(report);
if (values.save !== undefined) save(values.save, report);
if (right === rows.length) rmSync(scratch, { recursive: true });
else console.log(`what the wrong ones left: ${scratch}`);
process.exitCode = right === rows.length ? 0 : 1;

function cells(row: Row): readonly string[] {
	return [
		row.pair,
		row.variant,
		row.expected.join(", "),
		row.seen.join(", "),
		row.lines,
		row.exits,
		outcome(row),
	];
}

function isRight({ mistakes }: Row): boolean {
	return mistakes.length === 0;
}

function outcome(row: Row): string {
	return isRight(row) ? "right" : "wrong";
}

/** `116 of 116 leaks` */
function leaksRight(): string {
	const leaks = rows.flatMap(({ expected, seen }) =>
		expected.map((one, index) => one === seen[index]),
	);
	return `${leaks.filter(Boolean).length} of ${leaks.length} leaks`;
}

function save(name: string, text: string): void {
	const date = new Date().toISOString().slice(0, 10);
	const go = execFileSync("go", ["env", "GOVERSION"], { encoding: "utf8" });
	const machine = `${go.trim()}, ${process.platform}/${process.arch}, ${cpus().length} cores`;
	const words = process.argv.slice(2).join(" ");
	mkdirSync(RESULTS, { recursive: true });
	const file = join(RESULTS, `${name}.txt`);
	writeFileSync(
		file,
		`${date}, ${machine}\nnpm run bench:pairs -- ${words}\n\n${text}\n`,
	);
	console.log(`written to ${file}`);
}
