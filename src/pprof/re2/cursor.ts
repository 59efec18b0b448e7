import { Stop } from "../../model/problem.ts";
import { foldingCase } from "./char-classes.ts";
import type { CharTest, Flags, Node } from "./syntax.ts";

/** An expression that is being read, code point by code point. */
export interface Cursor {
	readonly points: readonly number[];
	readonly pattern: string;
	at: number;
	depth: number;
}

/** The next character. */
export function peek({ points, at }: Cursor): string | undefined {
	const point = points[at];
	return point === undefined ? undefined : String.fromCodePoint(point);
}

/** What follows, as far as anything but a quotation may reach. */
export function rest({ points, at }: Cursor): string {
	return String.fromCodePoint(...points.slice(at, at + 4096));
}

export function invalid({ pattern, at }: Cursor, what: string): Stop {
	return new Stop({
		code: "regexp-invalid",
		message: `The regular expression ${JSON.stringify(pattern)} cannot be read: ${what}, at character ${at}.`,
		remedy:
			"Write it as Go's regexp package takes it: https://golang.org/s/re2syntax.",
	});
}

export function literal(point: number, flags: Flags): Node {
	return { kind: "char", test: folded((other) => other === point, flags) };
}

export function folded(test: CharTest, { ignoreCase }: Flags): CharTest {
	return ignoreCase ? foldingCase(test) : test;
}

export function negated(test: CharTest, isNegated: boolean): CharTest {
	return isNegated ? (point) => !test(point) : test;
}
