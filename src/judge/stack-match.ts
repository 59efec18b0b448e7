import { matchesFunction } from "../model/glob.ts";
import type { Frame } from "../model/profile.ts";
import type { StackMatch } from "./view.ts";

/** Whether any frame that a report would show is one that a pattern names. */
export function stackMatch(patterns: readonly string[]): StackMatch {
	const known = new Map<string, boolean>();
	const isNamed = ({ function: name }: Frame) => {
		const before = known.get(name);
		if (before !== undefined) return before;
		const now = patterns.some((pattern) => matchesFunction(pattern, name));
		known.set(name, now);
		return now;
	};
	return ({ frames }) => {
		const own = frames.filter(({ function: name }) => !RUNTIME.test(name));
		return (own.length > 0 ? own : frames).some(isNamed);
	};
}

/** Nearly every stack waits in the runtime, and tracebacks do not show it. */
const RUNTIME = /^(?:runtime\.|internal\/runtime\/)/u;
