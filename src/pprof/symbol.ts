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
export function typeArgumentsReplaced(
	name: string,
	replacement: string,
): string {
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
