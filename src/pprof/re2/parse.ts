import { bracket } from "./bracket.ts";
import { type Cursor, invalid, literal, peek, rest } from "./cursor.ts";
import { escaped } from "./escapes.ts";
import type { Flags, Node } from "./syntax.ts";

/** RE2 refuses more repetitions, also of repetitions in one another. */
const MAX_REPEAT = 1000;
const MAX_DEPTH = 1000;

/**
 * Reads an expression in RE2's syntax (https://github.com/google/re2/wiki/Syntax),
 * as Go's regexp.Compile does: no look-around, no back references. Whatever Go
 * refuses is a Stop `regexp-invalid`.
 */
export function parse(pattern: string): Node {
	const points = Array.from(pattern, (char) => char.codePointAt(0) ?? 0);
	const state = { points, at: 0, depth: 0, pattern };
	const node = choice(state, {
		ignoreCase: false,
		multiLine: false,
		dotAll: false,
	});
	if (state.at < points.length) throw invalid(state, "a `)` closes nothing");
	if (repeats(node) > MAX_REPEAT) throw invalid(state, TOO_MANY);
	return node;
}

const TOO_MANY = `it repeats something more than ${MAX_REPEAT} times`;

function choice(state: Cursor, outer: Flags): Node {
	if (++state.depth > MAX_DEPTH) throw invalid(state, "it nests too deeply");
	const choices: Node[] = [];
	let nodes: Node[] = [];
	let flags = outer;
	for (;;) {
		const char = peek(state);
		if (char === undefined || char === ")") break;
		state.at++;
		if (char === "|") {
			choices.push({ kind: "sequence", nodes });
			nodes = [];
		} else if (char === "(") {
			const group = groupOf(state, flags);
			if (group.node) nodes.push(group.node);
			flags = group.flags;
		} else if (char === "*" || char === "+" || char === "?") {
			repeat(state, nodes, char === "+" ? 1 : 0, char === "?" ? 1 : Infinity);
		} else if (char === "{") {
			const counts = countsOf(state);
			if (counts) repeat(state, nodes, counts.min, counts.max);
			else nodes.push(literal(123, flags));
		} else {
			nodes.push(...atom(state, char, flags));
		}
	}
	state.depth--;
	choices.push({ kind: "sequence", nodes });
	return choices.length === 1 && choices[0]
		? choices[0]
		: { kind: "choice", nodes: choices };
}

/** After `(`: a group, or flags such as `(?i)` for what follows. */
function groupOf(
	state: Cursor,
	flags: Flags,
): { readonly node?: Node; readonly flags: Flags } {
	let inner = flags;
	if (peek(state) === "?") {
		const head = rest(state).match(
			/^\?(?:P?<([A-Za-z0-9_]+)>|([imsU]*(?:-[imsU]+)?)(:|\)))/,
		);
		if (!head) throw invalid(state, "a group begins with unknown flags");
		state.at += Array.from(head[0]).length;
		if (head[1] === undefined) {
			inner = withFlags(flags, head[2] ?? "");
			if (head[3] === ")") return { flags: inner };
		}
	}
	const node = choice(state, inner);
	if (peek(state) !== ")") throw invalid(state, "a `(` is not closed");
	state.at++;
	return { node, flags };
}

function withFlags(flags: Flags, text: string): Flags {
	const [on = "", off = ""] = text.split("-");
	const value = (letter: string, before: boolean) =>
		(before || on.includes(letter)) && !off.includes(letter);
	return {
		ignoreCase: value("i", flags.ignoreCase),
		multiLine: value("m", flags.multiLine),
		dotAll: value("s", flags.dotAll),
	};
}

/** Puts the last node under a repetition; a `?` behind it only matters for what is captured. */
function repeat(state: Cursor, nodes: Node[], min: number, max: number): void {
	const node = nodes.pop();
	if (!node) throw invalid(state, "there is nothing to repeat");
	if (peek(state) === "?") state.at++;
	const next = peek(state);
	if (next === "*" || next === "+" || next === "?")
		throw invalid(state, "a repetition is repeated");
	const again = state.at;
	if (next === "{") {
		state.at++;
		if (countsOf(state)) throw invalid(state, "a repetition is repeated");
		state.at = again;
	}
	nodes.push({ kind: "repeat", node, min, max });
}

/** After `{`: the numbers of `{2}`, `{2,}` or `{2,5}`; undefined when it is none of these, but a brace. */
function countsOf(
	state: Cursor,
): { readonly min: number; readonly max: number } | undefined {
	const found = /^(\d+)(,(\d*))?\}/.exec(rest(state));
	if (!found) return undefined;
	const [whole, least = "", more, most = ""] = found;
	// Go takes a number with a leading zero for text.
	if (/^0\d/.test(least) || /^0\d/.test(most)) return undefined;
	const min = Number(least);
	const max = more === undefined ? min : most === "" ? Infinity : Number(most);
	if (min > MAX_REPEAT || (max > MAX_REPEAT && max !== Infinity) || max < min)
		throw invalid(state, TOO_MANY);
	state.at += whole.length;
	return { min, max };
}

function atom(state: Cursor, char: string, flags: Flags): readonly Node[] {
	switch (char) {
		case ".":
			return [{ kind: "char", test: (point) => flags.dotAll || point !== 10 }];
		case "^":
			return [
				{ kind: "assert", what: flags.multiLine ? "line start" : "text start" },
			];
		case "$":
			return [
				{ kind: "assert", what: flags.multiLine ? "line end" : "text end" },
			];
		case "[":
			return [{ kind: "char", test: bracket(state, flags) }];
		case "\\":
			return escaped(state, flags);
		default:
			return [literal(char.codePointAt(0) ?? 0, flags)];
	}
}

/** How many copies of a node repetitions in one another ask for. */
function repeats(node: Node): number {
	switch (node.kind) {
		case "sequence":
		case "choice":
			return node.nodes.reduce((most, one) => Math.max(most, repeats(one)), 1);
		case "repeat": {
			const own = node.max === Infinity ? node.min : node.max;
			return Math.max(own, 1) * repeats(node.node);
		}
		case "empty":
		case "char":
		case "assert":
			return 1;
		default:
			return node satisfies never;
	}
}
