import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { beforeAll, expect, test } from "@jest/globals";
import type { Mode } from "../../src/pprof/modes/report.ts";
import { writeProfile } from "../../src/pprof/write.ts";
import { freshBundle } from "../support/fresh-bundle.ts";
import { pprofSays } from "../support/pprof-oracle.ts";
import { scratchFolder } from "../support/scratch.ts";
import { syntheticHeap } from "../support/synthetic-profile.ts";

const scratch = scratchFolder();
/** Beside the sources of the program, which list shows. */
const kinds = fileURLToPath(
	new URL("../../fixtures/profiles/kinds", import.meta.url),
);
const [BEFORE, AFTER] = ["go1.26/heap.pb.gz", "go1.26/heap-after.pb.gz"];
let cli: string;

beforeAll(async () => {
	cli = await freshBundle(scratch);
});

test.each([
	[`top ${AFTER}`, `-top ${AFTER}`],
	[`top ${AFTER} -cum --lines`, `-top -cum -lines ${AFTER}`],
	[
		`top -base ${BEFORE} -nodecount 7 ${AFTER}`,
		`-top -base=${BEFORE} -nodecount=7 ${AFTER}`,
	],
	[`top --diff_base=${BEFORE} ${AFTER}`, `-top -diff_base ${BEFORE} ${AFTER}`],
	[
		`top -alloc_objects ${BEFORE} ${AFTER}`,
		`-top -sample_index=alloc_objects ${BEFORE} ${AFTER}`,
	],
	[
		`top -filefunctions -focus main -unit B -trim=false ${BEFORE}`,
		`-top -filefunctions -focus=main -unit=B -trim=false ${BEFORE}`,
	],
	[
		"tree -hide ^runtime go1.26/mutex.pb.gz",
		"-tree -hide=^runtime go1.26/mutex.pb.gz",
	],
	[
		"peek main\\. go1.26/goroutineleak.pb.gz",
		"-peek=main\\. go1.26/goroutineleak.pb.gz",
	],
	[`list main\\. ${AFTER}`, `-list=main\\. ${AFTER}`],
	[
		`list deep|outer -source_path=/nix:../kinds ${AFTER}`,
		`-list=deep|outer -source_path=/nix:../kinds ${AFTER}`,
	],
	[
		"traces -tagshow=route go1.26/goroutine.pb.gz",
		"-traces -tagshow=route go1.26/goroutine.pb.gz",
	],
	["raw go1.27-trimpath/block.pb.gz", "-raw go1.27-trimpath/block.pb.gz"],
])("leak-budget %s prints what pprof %s does", async (words, theirs) => {
	const { status, stdout, stderr } = run(words);
	const mode = words.slice(0, words.indexOf(" ")) as Mode;
	expect(stdout).toBe(await pprofSays(mode, theirs.split(" "), kinds));
	expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});

test("-output and standard input", () => {
	const file = join(scratch, "report.txt");
	expect(run(`top ${BEFORE} -output=${file}`).stdout).toBe("");
	const input = readFileSync(join(kinds, BEFORE));
	expect(run("top -", { input }).stdout).toBe(readFileSync(file, "utf8"));
});

test("proto goes through a pipe into the next report", () => {
	const made = shell(
		`node ${cli} proto -diff_base ${BEFORE} ${AFTER} | node ${cli} top -`,
	);
	expect(made.stdout).toBe(run(`top -diff_base ${BEFORE} ${AFTER}`).stdout);
	expect(made.stdout).toContain("Showing nodes accounting for");
});

test("diff", () => {
	const { status, stdout } = run(
		"diff go1.26/goroutine.pb.gz go1.26/goroutine-after.pb.gz -limit 2",
	);
	expect(stdout).toBe(
		[
			"goroutines: +30 (18 → 48)",
			"",
			"+5 (3 → 8)  grown  main.goCallback /srv/kinds/native.go:19 ← main._Cfunc_call_back ← main.sleepInC",
			"+5 (3 → 8)  grown  main.park.func1.1 /srv/kinds/main.go:93 ← main.park.func1",
			"… and 12 more",
			"",
		].join("\n"),
	);
	expect(status).toBe(0);
});

test("a reader that has seen enough ends the output, quietly", () => {
	const big = join(scratch, "big.pb.gz");
	const profile = syntheticHeap({ samples: 5_000 });
	writeFileSync(big, gzipSync(writeProfile(profile)));
	const { status, stdout, stderr } = shell(
		`set -o pipefail; node ${cli} traces ${big} | head -1`,
	);
	expect(stdout).toMatch(/^-{11}\+-+\n$/);
	expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});

test("a disk that is full is said", () => {
	const { status, stderr } = shell(`node ${cli} raw ${AFTER} > /dev/full`);
	expect(stderr).toBe(
		"Standard output cannot be written: no space left on device.\n",
	);
	expect(status).toBe(2);
});

test("a mistake ends in exit code 2, with nothing on standard output", () => {
	const { status, stdout, stderr } = run("top nix.pb.gz");
	expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
	expect(stderr).toContain("nix.pb.gz cannot be read");
	expect(run("tpo x").stderr).toMatch(/"tpo" is not a command: .* top, peek/);
});

function run(words: string, options: { readonly input?: Uint8Array } = {}) {
	return spawnSync(process.execPath, [cli, ...words.split(" ")], {
		cwd: kinds,
		encoding: "utf8",
		...options,
	});
}

/** With bash, for pipefail. */
function shell(command: string) {
	return spawnSync(
		"bash",
		["-c", command.replaceAll("node ", `${process.execPath} `)],
		{
			cwd: kinds,
			encoding: "utf8",
		},
	);
}
