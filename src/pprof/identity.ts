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
 * `f.deferwrap1`, `T.M-fm`, `f-range1`, `init.0`, `glob..func1` (before 1.21).
 * A closure of g that is inlined into f is `f.g.func1` up to Go 1.26, without
 * g's package, and `g.func1` since: there the keys differ.
 */
export function frameKey(functionName: string): string {
	const plain = typeArgumentsReplaced(functionName, "");
	const path = packagePath(plain);
	if (path === undefined) return unescaped(plain);
	const own = plain
		.slice(path.length + 1)
		.replace(/^glob\.\.func/, "init.func");
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

/**
 * The import path of a function's package as the symbol writes it (dots of the
 * last element are `%2e`, so the first dot ends it); undefined for symbols
 * outside packages, e.g. of C.
 */
export function packagePath(functionName: string): string | undefined {
	const head = functionName.split(/[[(]/, 1)[0] ?? "";
	const dot = head.indexOf(".", head.lastIndexOf("/") + 1);
	return dot < 0 ? undefined : head.slice(0, dot);
}

/** `shop/vendor/github.com/a/b` is package `github.com/a/b`; so is GOROOT's `vendor/golang.org/…`. */
export function unvendored(path: string): string {
	const at = `/${path}`.lastIndexOf("/vendor/");
	return at < 0 ? path : path.slice(at + "vendor/".length);
}

/**
 * Undoes the linker's escapes (cmd/internal/objabi.PathToPrefix) but for control
 * characters. Go 1.27 escapes twice where it inlines a closure: `api%252ev1.Each.func1`.
 */
export function unescaped(name: string): string {
	if (!name.includes("%")) return name;
	return unescapedOnce(name.replaceAll("%25", "%"));
}

function unescapedOnce(name: string): string {
	return name.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => {
		try {
			const text = decodeURIComponent(escapes);
			return /\p{Cc}/u.test(text) ? escapes : text;
		} catch {
			return escapes; // not UTF-8: it stays as the symbol has it
		}
	});
}

/**
 * Replaces type arguments as tracebacks do: all from the first `[` to the last
 * `]`, so that a closure of one generic function inlined into another reads the
 * same in each format and since Go 1.18, but leaves a generic method its name:
 * those of the receiver, `(*T[…]).M[…]`, come first. What is never closed stays,
 * and so does `[libc.so.6]`.
 */
function typeArgumentsReplaced(name: string, replacement: string): string {
	const from = name.indexOf("[");
	const to = name.lastIndexOf("]");
	if (from < 1 || to < from) return name;
	const open = name.indexOf("(");
	const receiver = open >= 0 && open < from ? name.indexOf("])", from) + 1 : 0;
	const head = receiver > 0 ? name.slice(0, from) + replacement : "";
	const rest = name.slice(receiver);
	const next = receiver > 0 ? rest.indexOf("[") : from;
	if (next < 0 || to < receiver) return head + rest;
	return head + rest.slice(0, next) + replacement + name.slice(to + 1);
}
