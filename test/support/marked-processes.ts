import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";

/** A variable that what we start hands on to all it starts, however far away. */
export const MARK = "LEAK_BUDGET_TEST_MARK";

/** Running processes that carry the mark, and those that `parent` itself started; each as `pid command line`. */
export function processesOf(mark: string, parent?: number): readonly string[] {
	return pids().flatMap((pid) => {
		const { environ, cmdline, stat } = look(pid);
		const [state, ppid] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
		if (state === undefined || "ZX".includes(state)) return [];
		const marked = environ.split("\0").includes(`${MARK}=${mark}`);
		const child = parent !== undefined && Number(ppid) === parent;
		return marked || child
			? [`${pid} ${cmdline.replaceAll("\0", " ").trim().slice(0, 200)}`]
			: [];
	});
}

/** Those that still run after `patienceMs`, marked or among `known`: SIGKILL takes a moment to be obeyed. */
export async function survivors(
	mark: string,
	known: readonly string[],
	patienceMs: number,
): Promise<readonly string[]> {
	const deadline = performance.now() + patienceMs;
	for (;;) {
		const left = [...processesOf(mark), ...known.filter(stillRuns)];
		if (left.length === 0 || performance.now() > deadline) return left;
		await delay(20);
	}
}

/** For a test that failed: nothing may outlive it. */
export function killMarked(mark: string): void {
	for (const line of processesOf(mark)) {
		try {
			process.kill(Number.parseInt(line, 10), "SIGKILL");
		} catch {
			// It ended by itself.
		}
	}
}

function stillRuns(line: string): boolean {
	const pid = line.split(" ", 1)[0] ?? "";
	const { cmdline, stat } = look(pid);
	const state = stat.slice(stat.lastIndexOf(")") + 2, -1)[0] ?? "X";
	return (
		!"ZX".includes(state) &&
		`${pid} ${cmdline.replaceAll("\0", " ").trim().slice(0, 200)}` === line
	);
}

function pids(): readonly string[] {
	return readdirSync("/proc").filter((entry) => /^\d+$/.test(entry));
}

function look(pid: string) {
	const read = (name: string) => {
		try {
			return readFileSync(`/proc/${pid}/${name}`, "latin1");
		} catch {
			// It ended meanwhile, or is somebody else's.
			return "";
		}
	};
	return {
		environ: read("environ"),
		cmdline: read("cmdline"),
		stat: read("stat"),
	};
}
