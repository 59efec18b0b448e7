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
	const factsOf = remembered(waitFacts);
	const rows = new Map<DumpStack, Map<string, Row>>();
	for (const { id, stack, wait } of dump.goroutines) {
		if (id === 0 || isSystemStack(stack)) continue;
		const { key, ...facts } = factsOf(wait);
		const ofStack = rows.get(stack) ?? new Map<string, Row>();
		rows.set(stack, ofStack);
		const row = ofStack.get(key) ?? {
			...facts,
			frames: framesOf(stack),
			count: 0,
			bytes: 0,
			minutes: 0,
			creator: stack.creator ?? null,
		};
		row.count++;
		row.minutes = Math.max(row.minutes, wait.minutes);
		ofStack.set(key, row);
	}
	const all = [...rows.values()].flatMap((ofStack) => [...ofStack.values()]);
	const frames = [...new Set(all.flatMap((row) => row.frames))];
	return withoutOurs(all, frames, true);
}

type Row = StandingStack & { count: number; minutes: number };

/** As in a profile, a label without text is none. */
function waitFacts({ state, leaked, labels }: DumpedGoroutine["wait"]) {
	const texts = labels.flatMap((label) =>
		"text" in label && label.text !== ""
			? [[label.key, label.text] as const]
			: [],
	);
	return {
		key: JSON.stringify([state, leaked, texts]),
		wait: state,
		proven: leaked,
		labels: Object.fromEntries(texts),
	};
}

/** What is equal in a dump is one object. */
function remembered<K, V>(make: (key: K) => V): (key: K) => V {
	const known = new Map<K, V>();
	return (key) => {
		const value = known.get(key) ?? make(key);
		known.set(key, value);
		return value;
	};
}
