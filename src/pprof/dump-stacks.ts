import type { Modules } from "../model/profile.ts";
import type { StandingStack } from "../model/standing.ts";
import type { DumpedGoroutine, DumpStack, GoroutineDump } from "./dump.ts";
import { isSystemStack } from "./dump-profile.ts";
import { framePlaces } from "./frame-places.ts";
import { withoutOurs } from "./ours.ts";

/**
 * A dump's stacks with what a profile of it has no room for: the runtime's own
 * word for each wait, how long it lasts, and who started it. Stacks that differ
 * in those or in labels are rows of their own. As in stacksOf, what our own
 * looking adds is left out; as in dumpToProfile, so are the runtime's own.
 */
export function stacksOfDump(
	dump: GoroutineDump,
	{ modules, goroot }: { readonly modules: Modules; readonly goroot?: string },
): readonly StandingStack[] {
	const placeOf = framePlaces(modules, goroot);
	const framesOf = remembered((stack: DumpStack) =>
		stack.frames.map(({ function: name, file, line }) => {
			const { rowByLine: _, ...place } = placeOf(name, file);
			return { ...place, line };
		}),
	);
	const rows = new Map<string, StandingStack & Tally>();
	const numberOf = numbers();
	for (const { id, stack, wait } of dump.goroutines) {
		if (id === 0 || isSystemStack(stack)) continue;
		const { state, leaked: proven } = wait;
		const key = [stack, wait.labels, state].map(numberOf).join(" ") + proven;
		const row = rows.get(key);
		if (row) {
			row.count++;
			row.minutes = Math.max(row.minutes, wait.minutes);
			continue;
		}
		rows.set(key, {
			frames: framesOf(stack),
			labels: textLabels(wait),
			count: 1,
			bytes: 0,
			wait: state,
			minutes: wait.minutes,
			creator: stack.creator ?? null,
			proven,
		});
	}
	const all = [...rows.values()];
	const frames = [...new Set(all.flatMap((row) => row.frames))];
	return withoutOurs(all, frames, true);
}

interface Tally {
	count: number;
	minutes: number;
}

function textLabels({
	labels,
}: DumpedGoroutine["wait"]): Readonly<Record<string, string>> {
	return Object.fromEntries(
		labels.flatMap((label) =>
			"text" in label ? [[label.key, label.text] as const] : [],
		),
	);
}

/** Equal stacks and labels of a dump are one object each. */
function numbers(): (key: unknown) => number {
	const known = new Map<unknown, number>();
	return (key) => {
		const number = known.get(key) ?? known.size;
		known.set(key, number);
		return number;
	};
}

function remembered<K, V>(make: (key: K) => V): (key: K) => V {
	const known = new Map<K, V>();
	return (key) => {
		const value = known.get(key) ?? make(key);
		known.set(key, value);
		return value;
	};
}
