import type { Frame } from "../model/profile.ts";
import { plainName } from "./plain.ts";

/**
 * The user's own frame next to the leaf, else the leaf; then how it came there.
 * Memory is often allocated by a library on its behalf: that one is named too.
 */
export function stackPlace(frames: readonly Frame[], isHeap: boolean): string {
	const isOwn = (frame: Frame) => frame.origin === "first-party";
	const at = Math.max(0, frames.findIndex(isOwn));
	const frame = frames[at];
	if (!frame) return "(no frames)";
	const callers = frames
		.slice(at + 1)
		.filter((one, row, all) => isOwn(one) || row === all.length - 1)
		.map((one) => plainName(one.function));
	const leaf = isHeap && at > 0 ? frames[0] : undefined;
	const through = leaf ? ` (${plainName(leaf.function)})` : "";
	const shown = `${plainName(frame.function)}${fileLine(frame)}${through}`;
	return [shown, ...shortened(collapsed(callers))].join(" ← ");
}

/** The nearest callers, and what the stack began with. */
function shortened(callers: readonly string[]): readonly string[] {
	return callers.length > 3
		? [...callers.slice(0, 2), "…", ...callers.slice(-1)]
		: callers;
}

/** A function that calls itself is named once, with how often. */
function collapsed(names: readonly string[]): readonly string[] {
	const runs: { readonly name: string; times: number }[] = [];
	for (const name of names) {
		const last = runs.at(-1);
		if (last?.name === name) last.times++;
		else runs.push({ name, times: 1 });
	}
	return runs.map(({ name, times }) =>
		times > 1 ? `${name} ×${times}` : name,
	);
}

function fileLine({ file, line }: Frame): string {
	return file ? ` ${plainName(file)}:${line}` : "";
}
