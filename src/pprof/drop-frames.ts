import { Stop } from "../model/problem.ts";
import { lineRows, withLines } from "./edit-lines.ts";
import { withStacks } from "./edit-stacks.ts";
import type { Profile } from "./profile.ts";
import { type Matcher, matcher } from "./re2/match.ts";

/**
 * The profile without the frames that it names itself as uninteresting
 * (`dropFrames` but not `keepFrames`), and without what they call. Frames before
 * the first that is not to be dropped, seen from the root, stay. Go's own
 * profiles name none. Source: google/pprof, profile/prune.go.
 */
export function withoutDroppedFrames(profile: Profile): Profile {
	const isDropped = dropped(profile);
	if (!isDropped) return profile;
	const outermost = matchedLines(profile, isDropped, "outermost");
	const { locations } = profile;
	const isWhole = (location: number) =>
		(outermost[location] ?? -1) ===
		(locations.lineStart[location + 1] ?? 0) - 1;
	const pruned = withLines(profile, (location, lines) => {
		const row = outermost[location] ?? -1;
		return row < 0 || isWhole(location)
			? lines
			: lines.filter((line) => line > row);
	});
	return withStacks(pruned, (stack) => {
		let at = stack.length - 1;
		const isMatched = () => (outermost[stack[at] ?? 0] ?? -1) >= 0;
		while (at >= 0 && isMatched()) at--;
		while (at >= 0 && !isMatched()) at--;
		if (at < 0) return stack;
		return stack.subarray(isWhole(stack[at] ?? 0) ? at + 1 : at);
	});
}

/** Expressions that cannot be read drop nothing, as in pprof: they are the profile's, not the user's. */
function dropped({ dropFrames, keepFrames }: Profile): Matcher | undefined {
	if (dropFrames === "") return undefined;
	try {
		const drops = matcher(`^(${dropFrames})$`);
		if (keepFrames === "") return drops;
		const keeps = matcher(`^(${keepFrames})$`);
		return (name) => drops(name) && !keeps(name);
	} catch (error) {
		if (error instanceof Stop) return undefined;
		throw error;
	}
}

/** pprof's -prune_from: without what the frames that match call, themselves staying. */
export function prunedFrom(profile: Profile, isMatch: Matcher): Profile {
	const innermost = matchedLines(profile, isMatch, "innermost");
	const pruned = withLines(profile, (location, lines) =>
		lines.filter((line) => line >= (innermost[location] ?? -1)),
	);
	return withStacks(pruned, (stack) => {
		const at = stack.findIndex((location) => (innermost[location] ?? -1) >= 0);
		return at < 0 ? stack : stack.subarray(at);
	});
}

/** For each location the row of its line that matches, -1 = none. */
function matchedLines(
	profile: Profile,
	isMatch: Matcher,
	which: "innermost" | "outermost",
): Int32Array {
	const { functions, strings, locations } = profile;
	const verdicts = Array.from({ length: functions.count }, (_, row) => {
		const name = strings.at(functions.name[row] ?? 0);
		return name !== "" && isMatch(simplified(name));
	});
	return Int32Array.from({ length: locations.count }, (_, location) => {
		const lines = lineRows(profile, location);
		const ordered = which === "innermost" ? lines : [...lines].reverse();
		return (
			ordered.find((line) => verdicts[locations.lines.function[line] ?? 0]) ??
			-1
		);
	});
}

/** A name without its arguments. */
function simplified(name: string): string {
	const plain = name.replace(/^\./, "");
	for (const { 0: text, index } of plain.matchAll(
		/\(anonymous namespace\)|operator\(\)|\(/g,
	))
		if (text === "(") return plain.slice(0, index);
	return plain;
}
