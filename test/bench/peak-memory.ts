import { readFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";

/**
 * Runs Node with these words (which must succeed) and returns the most memory,
 * in bytes, that this process held at once; what it starts is not counted.
 */
export async function peakMemory(
	words: readonly string[],
	options: { readonly signal: AbortSignal; readonly scratch: string },
): Promise<number> {
	const file = join(options.scratch, "peak-memory");
	await execa(process.execPath, ["--import", atExit(file), ...words], {
		cwd: options.scratch,
		cancelSignal: options.signal,
		forceKillAfterDelay: 20_000,
	});
	return 1024 * Number(readFileSync(file, "utf8"));
}

/**
 * A module that writes the peak in KiB when its process ends: Linux keeps the
 * peak of this program alone in VmHWM, while resourceUsage also knows what ran
 * in the process before it.
 */
function atExit(file: string): string {
	const source = `
		import { readFileSync, writeFileSync } from "node:fs";
		process.on("exit", () => {
			let peak = process.resourceUsage().maxRSS;
			try {
				peak = /VmHWM:\\s*(\\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1];
			} catch {}
			writeFileSync(${JSON.stringify(file)}, String(peak));
		});
	`;
	return `data:text/javascript,${encodeURIComponent(source)}`;
}
