import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What a process took, from start to end, with those it started. */
export interface Cost {
	readonly seconds: number;
	/** Of all its threads, in user and kernel; NaN where nothing tells. */
	readonly cpuSeconds: number;
	/** Most resident memory, in MB of 10⁶ bytes; NaN where nothing tells. */
	readonly megabytes: number;
	/** What it printed. */
	readonly output: string;
	/** How it failed, if it did. */
	readonly failure: string | undefined;
}

const TIME = "/usr/bin/time";

/** Runs a command to its end. */
export function costOf(command: readonly string[], scratch: string): Cost {
	const note = join(scratch, "time.txt");
	const isGnu = existsSync(TIME) && process.platform === "linux";
	const [program = "", ...words] = isGnu
		? [TIME, "-f", "%U %S %M", "-o", note, ...command]
		: watched(command, note);
	const began = performance.now();
	const { status, signal, stdout } = spawnSync(program, words, {
		encoding: "utf8",
		maxBuffer: 1024 ** 3,
		stdio: ["ignore", "pipe", "ignore"],
	});
	const seconds = (performance.now() - began) / 1000;
	// The numbers come last, after a line about a failure, or not at all.
	const noted = readFileSync(note, "utf8").match(/[\d.]+/g) ?? [];
	const [kilobytes = NaN, system = NaN, user = NaN] = noted
		.map(Number)
		.reverse();
	return {
		seconds,
		cpuSeconds: user + system,
		megabytes: (kilobytes * 1024) / 1e6,
		output: stdout,
		failure: status === 0 ? undefined : (signal ?? `exit code ${status}`),
	};
}

/** Without GNU time: a shell that looks at its child's high-water mark until it ends (Linux). */
function watched(command: readonly string[], note: string): string[] {
	const script = `
		note=$1; shift; : >"$note"
		"$@" & child=$!
		while kill -0 $child 2>/dev/null; do
			sed -n 's/^VmHWM:[^0-9]*\\([0-9]*\\).*/\\1/p' /proc/$child/status >"$note.new" 2>/dev/null
			[ -s "$note.new" ] && mv "$note.new" "$note"
			sleep 0.01
		done
		wait $child`;
	return ["sh", "-c", script, "sh", note, ...command];
}
