import {
	packagePath,
	typeArgumentsReplaced,
	unescaped,
	unvendored,
} from "./symbol.ts";

/**
 * A function's name as tracebacks print it: `gopkg.in/yaml.v3.(*Decoder).Decode`
 * where the symbol has `yaml%2ev3`, and `[...]` for type arguments.
 */
export function displayName(functionName: string): string {
	return typeArgumentsReplaced(unescaped(functionName), "[...]");
}

/**
 * The same function's identity across Go versions, formats and closures: what
 * runs inside a closure of f counts as f. Names read on Go 1.26 and 1.27:
 * `f.func1`, nested `f.func1.2`, inlined `f.func1.f.func1.1.2`, `f.gowrap1`,
 * `f.deferwrap1`, `T.M-fm`, `f-range1`, `init.0`, `glob..func1` (before 1.21),
 * `(*T).M.T.M.func1` (the method of a value, inlined into that of its pointer).
 */
export function frameKey(functionName: string): string {
	const plain = typeArgumentsReplaced(functionName, "");
	const path = packagePath(plain);
	if (path === undefined) return unescaped(plain);
	const own = plain
		.slice(path.length + 1)
		.replace(/^glob\.\.func/, "init.func")
		.replace(/^\(\*([^().]+)\)(\.[^().]+)\.\1\2(?=\.)/, "$1$2");
	// The first name is the function's or its receiver's, also when it is called func1.
	const isMethod = own.startsWith("(");
	const first = isMethod ? own.indexOf(").") + 2 : own.search(/[.-]|$/);
	const suffix = own.slice(first).search(isMethod ? METHOD_CLOSURE : CLOSURE);
	const outer = suffix < 0 ? own : own.slice(0, first + suffix);
	return `${unvendored(unescaped(path))}.${unescaped(outer)}`;
}

const CLOSURE = /(?:\.(?:func|gowrap|deferwrap)?\d+|-fm|-range\d+)(?=[.-]|$)/;
/** In a method, that of an inlined method comes behind its name: `(*T).M.(*T).M.func1.2` (Go 1.26). */
const METHOD_CLOSURE = new RegExp(`${CLOSURE.source}|\\.\\(`);
