import { isWord } from "./char-classes.ts";
import { parse } from "./parse.ts";
import type { Assertion, CharTest, Node } from "./syntax.ts";

/** Whether a text has a match anywhere. */
export type Matcher = (text: string) => boolean;

/**
 * A matcher for an expression in RE2's syntax, with RE2's guarantee: its time
 * grows with the length of the text times that of the expression, never faster.
 * A Stop `regexp-invalid` for what Go's regexp.Compile refuses.
 */
export function matcher(pattern: string): Matcher {
	if (!/[\\^$.|?*+()[\]{}]/.test(pattern))
		return (text) => text.includes(pattern);
	const program: Step[] = [];
	const start = compile(
		parse(pattern),
		program,
		push(program, { kind: "match" }),
	);
	return (text) => run(program, start, text);
}

/** Steps of a non-deterministic automaton; `next` are places in the program. */
type Step =
	| { readonly kind: "match" }
	| { readonly kind: "char"; readonly test: CharTest; readonly next: number }
	| { readonly kind: "assert"; readonly what: Assertion; readonly next: number }
	| { readonly kind: "either"; next: readonly number[] };

function push(program: Step[], step: Step): number {
	return program.push(step) - 1;
}

/** Adds the steps of a node and says where they start; they go on at `next`. */
function compile(node: Node, program: Step[], next: number): number {
	switch (node.kind) {
		case "empty":
			return next;
		case "char":
			return push(program, { kind: "char", test: node.test, next });
		case "assert":
			return push(program, { kind: "assert", what: node.what, next });
		case "sequence":
			return node.nodes.reduceRight(
				(after, one) => compile(one, program, after),
				next,
			);
		case "choice":
			return push(program, {
				kind: "either",
				next: node.nodes.map((one) => compile(one, program, next)),
			});
		case "repeat": {
			let after = next;
			if (node.max === Infinity) {
				const loop = { kind: "either" as const, next: [] as readonly number[] };
				after = push(program, loop);
				loop.next = [compile(node.node, program, after), next];
			} else {
				for (let more = node.min; more < node.max; more++)
					after = push(program, {
						kind: "either",
						next: [compile(node.node, program, after), next],
					});
			}
			for (let times = 0; times < node.min; times++)
				after = compile(node.node, program, after);
			return after;
		}
		default:
			return node satisfies never;
	}
}

/** Follows all ways through the program at once, one character of the text after the other. */
function run(program: readonly Step[], start: number, text: string): boolean {
	const seen = new Int32Array(program.length).fill(-1);
	let current: number[] = [];
	let following: number[] = [];
	let before = -1;
	for (let at = 0; ; ) {
		const point = text.codePointAt(at) ?? -1;
		// A match may start at every character.
		if (enter(program, start, before, point, at, seen, current)) return true;
		if (point < 0) return false;
		const after = at + (point > 0xffff ? 2 : 1);
		const behind = text.codePointAt(after) ?? -1;
		for (const place of current) {
			const step = program[place];
			if (
				step?.kind === "char" &&
				step.test(point) &&
				enter(program, step.next, point, behind, after, seen, following)
			)
				return true;
		}
		[current, following] = [following, current];
		following.length = 0;
		before = point;
		at = after;
	}
}

/** Collects the characters that may come next from a place on, between two characters (-1 = none); true at a match. */
function enter(
	program: readonly Step[],
	start: number,
	before: number,
	behind: number,
	at: number,
	seen: Int32Array,
	into: number[],
): boolean {
	const open = [start];
	for (let place = open.pop(); place !== undefined; place = open.pop()) {
		const step = program[place];
		if (!step || seen[place] === at) continue;
		seen[place] = at;
		switch (step.kind) {
			case "match":
				return true;
			case "char":
				into.push(place);
				break;
			case "assert":
				if (holds(step.what, before, behind)) open.push(step.next);
				break;
			case "either":
				open.push(...step.next);
				break;
			default:
				step satisfies never;
		}
	}
	return false;
}

function holds(what: Assertion, before: number, behind: number): boolean {
	switch (what) {
		case "text start":
			return before < 0;
		case "text end":
			return behind < 0;
		case "line start":
			return before < 0 || before === 10;
		case "line end":
			return behind < 0 || behind === 10;
		case "word boundary":
			return isWord(before) !== isWord(behind);
		case "no word boundary":
			return isWord(before) === isWord(behind);
		default:
			return what satisfies never;
	}
}
