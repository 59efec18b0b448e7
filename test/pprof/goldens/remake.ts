/**
 * Makes the goldens anew with the `go tool pprof` of this machine (Go 1.26):
 * `node test/pprof/goldens/remake.ts`. Each holds a command, run in
 * fixtures/profiles/kinds, and what it prints of what we print, too.
 */
import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { pprofCommand } from "../../support/pprof-flags.ts";
import { pprofSays } from "../../support/pprof-oracle.ts";

const COMMANDS: readonly (readonly [name: string, words: string])[] = [
	["top-heap", "-top go1.26/heap-after.pb.gz"],
	["top-cum-lines", "-top -cum -lines -nodecount=12 go1.26/heap-after.pb.gz"],
	["top-addresses", "-top -addresses -nodecount=15 go1.26/heap.pb.gz"],
	["top-noinlines", "-top -noinlines ../go1.26/heap.pb.gz"],
	["top-filefunctions", "-top -filefunctions go1.27-trimpath/mutex.pb.gz"],
	["top-allocs", "-top -sample_index=alloc_objects go1.26/allocs.pb.gz"],
	["top-unit", "-top -unit=auto -trim=false ../go1.26/heap.pb.gz"],
	["top-unknown", "-top go1.26/threadcreate.pb.gz"],
	["top-cpu", "-top go1.26/cpu.pb.gz"],
	["top-base", "-top -base=go1.26/heap.pb.gz go1.26/heap-after.pb.gz"],
	[
		"top-diff-base",
		"-top -diff_base=go1.26/heap.pb.gz go1.26/heap-after.pb.gz",
	],
	["top-diff-itself", "-top -diff_base=go1.26/heap.pb.gz go1.26/heap.pb.gz"],
	[
		"top-normalize",
		"-top -normalize -base=go1.26/block.pb.gz go1.26/block-after.pb.gz",
	],
	[
		"top-drop-negative",
		"-top -drop_negative -base=go1.26/heap-after.pb.gz go1.26/heap.pb.gz",
	],
	["top-two", "-top go1.26/goroutine.pb.gz go1.26/goroutine-after.pb.gz"],
	[
		"top-focus",
		"-top -focus=tree.v2 -ignore=(?i)APPEND -hide=^runtime\\. go1.26/heap-after.pb.gz",
	],
	[
		"top-relative",
		"-top -relative_percentages -show=main -tagfocus=bytes=64b:1kb go1.26/heap-after.pb.gz",
	],
	[
		"top-show-from",
		"-top -show_from=main\\.deep -prune_from=mallocgc go1.26/heap.pb.gz",
	],
	["tree", "-tree -nodecount=12 go1.26/heap-after.pb.gz"],
	[
		"tree-base",
		"-tree -base=go1.26/goroutine.pb.gz go1.26/goroutine-after.pb.gz",
	],
	["peek", "-peek=main\\.(deep|outer|leak) go1.26/goroutineleak.pb.gz"],
	["peek-inlined", "-peek=middle|small go1.26/heap.pb.gz"],
	["traces", "-traces go1.26/goroutine.pb.gz"],
	[
		"traces-diff-base",
		"-traces -lines -diff_base=go1.26/goroutineleak.pb.gz go1.26/goroutineleak-after.pb.gz",
	],
	["raw", "-raw go1.26/mutex.pb.gz"],
	[
		"raw-merged",
		"-raw -tagshow=route -focus=even go1.26/goroutine.pb.gz go1.27-trimpath/goroutine.pb.gz",
	],
	["raw-cpu", "-raw go1.27-trimpath/cpu.pb.gz"],
	["list", "-list=main\\. go1.26/heap.pb.gz"],
	["list-missing", "-list=burn|Fields|sort go1.27-trimpath/cpu.pb.gz"],
];

const here = fileURLToPath(new URL(".", import.meta.url));
const kinds = fileURLToPath(
	new URL("../../../fixtures/profiles/kinds/", import.meta.url),
);
for (const file of readdirSync(here))
	if (file.endsWith(".txt")) rmSync(here + file);
for (const [name, text] of COMMANDS) {
	const words = text.split(" ");
	const output = await pprofSays(pprofCommand(words).mode, words, kinds);
	if (output === undefined) throw new Error(`pprof ${text} fails`);
	// list names the folder where it looked for a file.
	const plain = output.replaceAll(kinds.replace(/\/$/, ""), "FOLDER");
	writeFileSync(`${here}${name}.txt`, `go tool pprof ${text}\n${plain}`);
}
