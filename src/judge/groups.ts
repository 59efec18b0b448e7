import type { Frame, Stack } from "../model/profile.ts";

/** Stacks that are the same leak: their shared identity, a stack to show, and how much there is of it. */
export interface Group {
	readonly key: string;
	/** Identity of the function the goroutines were started to run; of the root frame of an allocation. */
	readonly entry: string;
	/** The frame that names it. */
	readonly site: Frame;
	/** The most frequent stack of the group. */
	readonly stack: Stack;
	readonly count: number;
	readonly bytes: number;
	/** How many of them by their label `http.route`; those without are in none. */
	readonly routes: ReadonlyMap<string, number>;
}

/**
 * Goroutines by entry function and the first frame of the user's own code, so
 * that a worker that waits at another line is not growth.
 */
export function goroutineGroups(
	stacks: readonly Stack[],
): ReadonlyMap<string, Group> {
	return grouped(stacks, (stack) => {
		const entry = entryOf(stack);
		const own = ownFrame(stack);
		return (
			entry && {
				key: own ? `${entry.key}\n${own.key}` : entry.key,
				site: own ?? entry,
			}
		);
	});
}

/**
 * Heap sites: the line of the user's own code that led to the allocation, else
 * of the library, else the leaf. What the runtime allocates for itself, such as
 * the records of goroutines (`runtime.malg`), is nobody's line and no site.
 */
export function heapGroups(
	stacks: readonly Stack[],
): ReadonlyMap<string, Group> {
	return grouped(stacks, (stack) => {
		if (isRuntimesOwn(stack)) return undefined;
		const library = stack.frames.find((frame) => frame.origin === "library");
		const site = ownFrame(stack) ?? library ?? stack.frames[0];
		return site && { key: `${site.key}\n${site.line}`, site };
	});
}

/** Whether the runtime allocated it for itself: also the goroutine that a timer starts. */
export function isRuntimesOwn({ frames }: Stack): boolean {
	return frames.every(
		({ function: name }) =>
			name.startsWith("runtime.") || name === "time.goFunc",
	);
}

/** The function the goroutine was started to run. */
export function entryOf(stack: Stack): Frame | undefined {
	return stack.frames.findLast((frame) => frame.function !== "runtime.goexit");
}

function ownFrame(stack: Stack): Frame | undefined {
	return stack.frames.find((frame) => frame.origin === "first-party");
}

function grouped(
	stacks: readonly Stack[],
	identify: (
		stack: Stack,
	) => { readonly key: string; readonly site: Frame } | undefined,
): ReadonlyMap<string, Group> {
	const groups = new Map<string, Group & { routes: Map<string, number> }>();
	for (const stack of stacks) {
		const identity = identify(stack);
		if (!identity) continue;
		const sofar = groups.get(identity.key);
		const isMore =
			!sofar ||
			stack.bytes > sofar.stack.bytes ||
			(stack.bytes === sofar.stack.bytes && stack.count > sofar.stack.count);
		groups.set(identity.key, {
			key: identity.key,
			entry: entryOf(stack)?.key ?? "",
			site: isMore ? identity.site : sofar.site,
			stack: isMore ? stack : sofar.stack,
			count: (sofar?.count ?? 0) + stack.count,
			bytes: (sofar?.bytes ?? 0) + stack.bytes,
			routes: withRoute(sofar?.routes ?? new Map(), stack),
		});
	}
	return groups;
}

function withRoute(
	routes: Map<string, number>,
	{ labels, count }: Stack,
): Map<string, number> {
	const route = labels["http.route"];
	return route === undefined
		? routes
		: routes.set(route, (routes.get(route) ?? 0) + count);
}
