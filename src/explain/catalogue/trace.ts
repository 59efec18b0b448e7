/** What the catalogue is asked about: a stack that grew. A culprit is one; so is a group of a goroutine dump. */
export interface Suspect {
	/** `goroutines`, `inuse_space` and so on: tells goroutines from heap sites. */
	readonly metric: string;
	/** The function that names it. */
	readonly function: string;
	/** Leaf first, with or without the runtime's own frames. */
	readonly stack: readonly { readonly function: string }[];
	/** In the runtime's words (`chan send`); null for memory. */
	readonly wait: string | null;
	/** Compared only among stacks of one metric. */
	readonly growth: number;
}

/** A suspect as the rows read it, whatever the version of Go, the version of a library and the profile's format. */
export interface Trace {
	readonly isHeap: boolean;
	/** Functions, leaf first, without the runtime's own. */
	readonly names: readonly string[];
	/** The runtime's own before them: what parked the goroutine, or allocated; empty where the format hides them. */
	readonly runtime: readonly string[];
	readonly wait: string;
	readonly growth: number;
	/** The package of the function that names it. */
	readonly home: string;
}

/** `normal` is `normalName`, which may remember names that come again. */
export function traceOf(suspect: Suspect, normal = normalName): Trace {
	const all = suspect.stack
		.map((frame) => normal(frame.function))
		.filter((name) => name !== "runtime.goexit");
	const first = all.findIndex((name) => !RUNTIME.test(name));
	const cut = first < 0 ? all.length : first;
	return {
		isHeap: suspect.metric.startsWith("inuse_"),
		names: all.slice(cut),
		runtime: all.slice(0, cut),
		wait: (suspect.wait ?? "").split(",")[0] ?? "",
		growth: suspect.growth,
		home: packageOf(normal(suspect.function)),
	};
}

const RUNTIME = /^(?:internal\/)?runtime[./]/u;

/**
 * One name for all versions: `%2e` decoded, without type arguments, major
 * versions and vendor folders. Go 1.24 moved the code of the locks to
 * internal/sync; net/http has had a copy of x/net/http2 with names of its own,
 * and since 1.27 has it in a package of its own.
 */
export function normalName(name: string): string {
	return name
		.replaceAll(/%2e/giu, ".")
		.replaceAll("[...]", "")
		.replace(/^(?:.*\/)?vendor\//u, "")
		.replace(/\/v\d+(?=[/.])/u, "")
		.replace(/^internal\/sync\./u, "sync.")
		.replace(/^net\/http\/internal\/http2\./u, "golang.org/x/net/http2.")
		.replace(/^net\/http\.(\(\*)?http2(?=\w)/u, "golang.org/x/net/http2.$1");
}

/** `net/http` of `net/http.(*conn).serve`. */
export function packageOf(name: string): string {
	const receiver = name.indexOf("(");
	const path = receiver < 0 ? name : name.slice(0, receiver);
	const dot = path.indexOf(".", path.lastIndexOf("/") + 1);
	return dot < 0 ? path : path.slice(0, dot);
}
