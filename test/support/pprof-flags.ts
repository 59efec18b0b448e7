import { profileLine } from "../../src/commands/profile-line.ts";
import type { ReportOptions } from "../../src/pprof/modes/options.ts";
import { MODES, type Mode } from "../../src/pprof/modes/report.ts";

/** A command line of `go tool pprof`, as our own API takes it. Files are paths. */
export interface PprofCommand {
	readonly mode: Mode;
	readonly options: ReportOptions;
	readonly sources: readonly string[];
	readonly base: readonly string[];
	readonly diffBase: boolean;
}

/** Reads the words after `go tool pprof`, e.g. `-top -cum -base=a.pb.gz b.pb.gz`. */
export function pprofCommand(words: readonly string[]): PprofCommand {
	const [mode = "", ...own] = ownWords(words);
	const { files, options } = profileLine(mode as Mode, own);
	return { mode: mode as Mode, options, ...files };
}

/** The words of ours that say the same: `top -cum …` for `-top -cum …`, `peek main …` for `-peek=main …`. */
function ownWords(words: readonly string[]): readonly string[] {
	const parts = words.map((word) => /^-([a-z]+)(?:=(.*))?$/s.exec(word));
	const at = parts.findIndex((part) => (part?.[1] ?? "") in MODES);
	const [, mode, pattern] = parts[at] ?? [];
	if (mode === undefined) throw new Error(`no mode in ${words.join(" ")}`);
	const others = words.toSpliced(at, 1);
	return [mode, ...(pattern === undefined ? [] : [pattern]), ...others];
}
