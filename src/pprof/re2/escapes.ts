import { inRanges, PERL, unicodeClass } from "./char-classes.ts";
import {
	type Cursor,
	folded,
	invalid,
	literal,
	negated,
	peek,
	rest,
} from "./cursor.ts";
import type { CharTest, Flags, Node } from "./syntax.ts";

/** What stands after `\`. */
export function escaped(state: Cursor, flags: Flags): readonly Node[] {
	const char = peek(state);
	switch (char) {
		case "A":
		case "z":
		case "b":
		case "B":
			state.at++;
			return [{ kind: "assert", what: ASSERTIONS[char] }];
		case "Q": {
			const text = rest(state).slice(1);
			const end = text.indexOf("\\E");
			const quoted = Array.from(end < 0 ? text : text.slice(0, end));
			state.at += 1 + quoted.length + (end < 0 ? 0 : 2);
			return quoted.map((one) => literal(one.codePointAt(0) ?? 0, flags));
		}
		case "C":
			throw invalid(state, "`\\C` is not supported");
		default: {
			const test = classEscape(state, flags);
			return [
				test ? { kind: "char", test } : literal(charEscape(state), flags),
			];
		}
	}
}

const ASSERTIONS = {
	A: "text start",
	z: "text end",
	b: "word boundary",
	B: "no word boundary",
} as const;

/** After `\`: `d`, `W`, `pL`, `P{Greek}` and the like; undefined when it is something else. */
export function classEscape(state: Cursor, flags: Flags): CharTest | undefined {
	const char = peek(state) ?? "";
	const perl = PERL[char.toLowerCase()];
	if (perl && /^[dswDSW]$/.test(char)) {
		state.at++;
		return negated(folded(inRanges(perl), flags), char < "a");
	}
	if (char !== "p" && char !== "P") return undefined;
	const found = /^[pP](?:\{(\^?)([^}]*)\}|(.))/su.exec(rest(state));
	const name = found?.[2] ?? found?.[3] ?? "";
	const test = unicodeClass(name);
	if (!found || !test)
		throw invalid(
			state,
			`there is no class of characters ${JSON.stringify(name)}`,
		);
	state.at += Array.from(found[0]).length;
	return negated(folded(test, flags), (char === "P") !== (found[1] === "^"));
}

/** After `\`: one character, such as `n`, `x41`, `x{10FFFF}`, `101` or a punctuation mark. */
export function charEscape(state: Cursor): number {
	const text = rest(state);
	const hex = /^x(?:([0-9A-Fa-f]{2})|\{([0-9A-Fa-f]+)\})/.exec(text);
	const octal = /^(?:0[0-7]{0,2}|[1-7][0-7]{1,2})/.exec(text);
	const digits = hex?.[0] ?? octal?.[0];
	if (digits !== undefined) {
		state.at += digits.length;
		const point = hex
			? Number.parseInt(hex[1] ?? hex[2] ?? "", 16)
			: Number.parseInt(digits, 8);
		if (point > 0x10ffff) throw invalid(state, "a character is out of range");
		return point;
	}
	const char = peek(state);
	if (char === undefined) throw invalid(state, "it ends in a `\\`");
	state.at++;
	const control = CONTROLS[char];
	if (control !== undefined) return control;
	const point = char.codePointAt(0) ?? 0;
	if (point >= 128 || /[A-Za-z0-9]/.test(char))
		throw invalid(state, `\`\\${char}\` means nothing`);
	return point;
}

const CONTROLS: Readonly<Record<string, number>> = {
	a: 7,
	f: 12,
	n: 10,
	r: 13,
	t: 9,
	v: 11,
};
