import { inRanges, POSIX, type Range } from "./char-classes.ts";
import { type Cursor, folded, invalid, negated, peek, rest } from "./cursor.ts";
import { charEscape, classEscape } from "./escapes.ts";
import type { CharTest, Flags } from "./syntax.ts";

/** The class of characters after `[`. */
export function bracket(state: Cursor, flags: Flags): CharTest {
	const isNegated = peek(state) === "^";
	if (isNegated) state.at++;
	const tests: CharTest[] = [];
	const ranges: Range[] = [];
	for (let isFirst = true; isFirst || peek(state) !== "]"; isFirst = false) {
		if (peek(state) === undefined) throw invalid(state, "a `[` is not closed");
		const test = bracketClass(state, flags);
		if (test) tests.push(test);
		else ranges.push(bracketRange(state));
	}
	state.at++;
	const single = folded(inRanges(ranges), flags);
	return negated(
		(point) => single(point) || tests.some((test) => test(point)),
		isNegated,
	);
}

function bracketClass(state: Cursor, flags: Flags): CharTest | undefined {
	const posix = /^\[:(\^?)([^:\]]*):\]/.exec(rest(state));
	if (posix) {
		const ranges = POSIX[posix[2] ?? ""];
		if (!ranges) throw invalid(state, `there is no class ${posix[0]}`);
		state.at += posix[0].length;
		return negated(folded(inRanges(ranges), flags), posix[1] === "^");
	}
	if (peek(state) !== "\\") return undefined;
	state.at++;
	const test = classEscape(state, flags);
	if (!test) state.at--;
	return test;
}

function bracketRange(state: Cursor): Range {
	const from = bracketChar(state);
	if (peek(state) !== "-" || state.points[state.at + 1] === 93)
		return [from, from];
	state.at++;
	const to = bracketChar(state);
	if (to < from) throw invalid(state, "a range of characters runs backwards");
	return [from, to];
}

function bracketChar(state: Cursor): number {
	const char = peek(state);
	if (char === undefined) throw invalid(state, "a `[` is not closed");
	state.at++;
	return char === "\\" ? charEscape(state) : (char.codePointAt(0) ?? 0);
}
