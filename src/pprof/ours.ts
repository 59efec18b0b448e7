import type { Frame, Stack } from "../model/profile.ts";

/**
 * The stacks without what our own looking adds: everything of the agent
 * (functions `net.leakBudget…`, `net/http.leakBudget…`), and everything that serves a profile over
 * net/http/pprof. In a goroutine profile each of the latter also has a goroutine
 * that reads ahead on its connection: one of those is taken away for each.
 * `frames` are all that occur in the stacks, each once.
 */
export function withoutOurs<S extends Stack>(
	stacks: readonly S[],
	frames: readonly Frame[],
	isGoroutines: boolean,
): readonly S[] {
	const agent = framesNamed(frames, /^net(?:\/http)?\.(?:\(\*)?[Ll]eakBudget/);
	const server = framesNamed(frames, /^net\/http\/pprof\./);
	const writer = framesNamed(frames, /^runtime\/pprof\.writeGoroutine/);
	const isOurs = holdsAny(new Set([...agent, ...server, ...writer]));
	const others = stacks.filter((stack) => !isOurs(stack));
	if (!isGoroutines) return others;
	const isServed = holdsAny(server);
	const collectors = stacks
		.filter(holdsAny(writer))
		.filter((stack) => isServed(stack))
		.reduce((sum, stack) => sum + stack.count, 0);
	return collectors > 0 ? withoutReaders(others, frames, collectors) : others;
}

/**
 * Takes away the goroutines that read ahead while a handler runs. Such a one
 * starts before the handler, so it has no labels of a request; caught before its
 * first step, as is usual on Go 1.26 and 1.27, it has no frames either.
 */
function withoutReaders<S extends Stack>(
	stacks: readonly S[],
	frames: readonly Frame[],
	readers: number,
): readonly S[] {
	const isReader = holdsAny(
		framesNamed(frames, /^net\/http\.\(\*connReader\)\.backgroundRead$/),
	);
	const candidates = [
		...stacks.filter(isReader).sort((a, b) => labelCount(a) - labelCount(b)),
		...stacks.filter((stack) => stack.frames.length === 0),
	];
	let left = readers;
	const taken = new Map<Stack, number>();
	for (const stack of candidates) {
		const less = Math.min(left, Math.max(stack.count, 0));
		taken.set(stack, less);
		left -= less;
	}
	return stacks.map((stack) => {
		const less = taken.get(stack);
		return less ? { ...stack, count: stack.count - less } : stack;
	});
}

function framesNamed(
	frames: readonly Frame[],
	pattern: RegExp,
): ReadonlySet<Frame> {
	return new Set(frames.filter((frame) => pattern.test(frame.function)));
}

/** Frames are compared as objects: a frame table makes each once. */
function holdsAny(wanted: ReadonlySet<Frame>): (stack: Stack) => boolean {
	if (wanted.size === 0) return () => false;
	return (stack) => stack.frames.some((frame) => wanted.has(frame));
}

function labelCount(stack: Stack): number {
	return Object.keys(stack.labels).length;
}
