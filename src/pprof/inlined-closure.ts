import {
	packagePath,
	typeArgumentsReplaced,
	unescaped,
	unvendored,
} from "./symbol.ts";

/** A closure that another function wrote than the one its name begins with. */
export interface InlinedClosure {
	/** The function that wrote it, without its package: `(*Pool).Go`. */
	readonly writer: string;
	/** Import path of the function that it was inlined into. */
	readonly into: string;
	/** False: unless its file lies in another package, a method of a value may have written it. */
	readonly sure: boolean;
}

/**
 * Go 1.21 to 1.26 name a closure by all functions on its way, in the package of
 * the first: `main.run.(*Pool).Go.func1` for what `lib.(*Pool).Go` wrote and
 * `main.run` inlined. Since 1.27 it is `lib.(*Pool).Go.func1` wherever it went.
 * The last name before the counts wrote it; where that may be half of a name,
 * `T.M`, there is no telling. Source: closureName in cmd/compile/internal/ir/func.go.
 */
export function inlinedClosure(
	functionName: string,
): InlinedClosure | undefined {
	const plain = typeArgumentsReplaced(functionName, "");
	const path = packagePath(plain);
	if (path === undefined) return undefined;
	const words = plain.slice(path.length + 1).match(WORD) ?? [];
	const at = words.findLastIndex((word) => !COUNT.test(word));
	const writer = words[at];
	if (writer === undefined || at < 1 || at === words.length - 1)
		return undefined;
	const before = words[at - 1] ?? "";
	const isWhole =
		METHOD.test(writer) ||
		METHOD.test(before) ||
		before === "init" ||
		(at > 1 && COUNT.test(before));
	if (!isWhole && at > 1) return undefined;
	return {
		writer: unescaped(writer),
		into: unvendored(unescaped(path)),
		sure: isWhole,
	};
}

/**
 * What frameKey is of a closure of which the package is known that its file
 * belongs to: the key of the function that wrote it. Undefined where that is
 * the function that its name begins with.
 */
export function writerKey(
	{ writer, into, sure }: InlinedClosure,
	home: string,
): string | undefined {
	return sure || into !== home ? `${home}.${writer}` : undefined;
}

/** A method of a pointer, a name, or what a dash begins. */
const WORD = /\([^()]*\)\.[^.(-]+|[^.(-]+|-(?:fm|range\d+)/g;
const METHOD = /^\(/;
const COUNT = /^(?:(?:func|gowrap|deferwrap)?\d+|-.+)$/;
