import { packageOf, type Trace } from "./trace.ts";

/** Whether a row knows a stack; `others` grew in the same run. */
export type Matcher = (trace: Trace, others: readonly Trace[]) => boolean;

export const goroutine: Matcher = ({ isHeap }) => !isHeap;
export const heap: Matcher = ({ isHeap }) => isHeap;

export function all(...matchers: readonly Matcher[]): Matcher {
	return (trace, others) => matchers.every((match) => match(trace, others));
}

export function any(...matchers: readonly Matcher[]): Matcher {
	return (trace, others) => matchers.some((match) => match(trace, others));
}

export function not(matcher: Matcher): Matcher {
	return (trace, others) => !matcher(trace, others);
}

/** Waits for one of these reasons, in the runtime's words. */
export function waits(...reasons: readonly string[]): Matcher {
	return ({ wait }) => reasons.includes(wait);
}

/** One of these functions, or a closure of one, is on the stack. */
export function has(...functions: readonly string[]): Matcher {
	const isOne = oneOf(functions);
	return ({ names }) => names.some(isOne);
}

/** One of these functions is where it stands: the leaf, but for the runtime. */
export function at(...functions: readonly string[]): Matcher {
	const isOne = oneOf(functions);
	return ({ names: [leaf] }) => leaf !== undefined && isOne(leaf);
}

/** Goroutines that were started to run one of these functions. */
export function started(...functions: readonly string[]): Matcher {
	return all(goroutine, rooted(...functions));
}

/** One of these functions is the outermost. */
export function rooted(...functions: readonly string[]): Matcher {
	const isOne = oneOf(functions);
	return ({ names }) => {
		const root = names.at(-1);
		return root !== undefined && isOne(root);
	};
}

/** The runtime's own frames at the leaf have one of these functions; not known where the format hides them. */
export function inRuntime(...functions: readonly string[]): Matcher {
	const isOne = oneOf(functions);
	return ({ runtime }) => runtime.some(isOne);
}

/** Another stack of this run matches. */
export function beside(matcher: Matcher): Matcher {
	return (_, others) => others.some((other) => matcher(other, []));
}

/** Another stack matches and grew as much: what starts one starts the other. */
export function paired(matcher: Matcher): Matcher {
	return ({ growth }, others) =>
		others.some(
			(other) =>
				Math.abs(other.growth - growth) <= Math.max(1, growth / 10) &&
				matcher(other, []),
		);
}

/**
 * Another heap site matches and was called from one of the functions that this
 * one was: what is allocated here is then put there.
 */
export function putInto(matcher: Matcher): Matcher {
	return ({ names }, others) => {
		const near = names.slice(0, NEAR).filter((name) => !SERVING(name));
		return others.some(
			(other) => matcher(other, []) && near.includes(callerOf(other)),
		);
	};
}

/** A heap site that matches is called from the package of the function that names this stack. */
export function besideInPackage(matcher: Matcher): Matcher {
	return ({ home }, others) =>
		others.some(
			(other) => matcher(other, []) && packageOf(callerOf(other)) === home,
		);
}

/** Frames from the leaf: further out, functions of all kinds of work meet. */
const NEAR = 3;

/** The first function outside the package of the leaf. */
function callerOf({ names }: Trace): string {
	const own = packageOf(names[0] ?? "");
	return names.find((name) => packageOf(name) !== own) ?? "";
}

/**
 * A goroutine that leaks in the same run is of a package that this memory was
 * allocated through, down from the function that names it: further out stands
 * what every request passes.
 */
export const heldByGoroutines: Matcher = ({ names, home }, others) => {
	const packages = names.map(packageOf);
	const inner = packages.slice(0, packages.indexOf(home) + 1);
	return others.some((other) => !other.isHeap && inner.includes(other.home));
};

/** On the stack of every request. */
const SERVING = oneOf([
	"net/http.HandlerFunc.ServeHTTP",
	"net/http.(*ServeMux).ServeHTTP",
	"net/http.serverHandler.ServeHTTP",
	"net/http.(*conn).serve",
]);

/** Whole names, and closures in them; one that ends in `*` stands for all that begin like it. */
function oneOf(functions: readonly string[]): (name: string) => boolean {
	const beginnings = functions.map((name) =>
		name.endsWith("*") ? name.slice(0, -1) : `${name}.`,
	);
	return (name) =>
		functions.includes(name) ||
		beginnings.some((beginning) => name.startsWith(beginning));
}
