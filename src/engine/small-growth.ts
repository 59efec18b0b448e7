import type { Suspect } from "../explain/catalogue/trace.ts";
import type { Evidence } from "../model/evidence.ts";
import type { Stack } from "../model/profile.ts";

/**
 * Heap sites that held more after the last round than before the first, also
 * those too small to be culprits: who keeps the memory (a map, a chain of
 * contexts) often takes little of it.
 */
export function smallGrowth(
	{ settled }: Evidence,
	stacksAt: (profile: string, round: number) => readonly Stack[] | undefined,
): readonly Suspect[] {
	const last = settled.at(-1)?.round ?? 0;
	if (last === 0) return [];
	const before = bytesByFunctions(stacksAt("heap", 0) ?? []);
	const after = bytesByFunctions(stacksAt("heap", last) ?? []);
	return [...after].flatMap(([functions, { bytes, frames }]) => {
		const growth = bytes - (before.get(functions)?.bytes ?? 0);
		const [leaf] = frames;
		return leaf === undefined || growth <= 0
			? []
			: {
					metric: "inuse_space",
					function: leaf.function,
					stack: frames,
					wait: null,
					growth,
				};
	});
}

/** Lines do not matter here: what grows is one site, wherever the caller stands. */
function bytesByFunctions(
	stacks: readonly Stack[],
): ReadonlyMap<string, { bytes: number; readonly frames: Stack["frames"] }> {
	const sites = new Map<string, { bytes: number; frames: Stack["frames"] }>();
	for (const { frames, bytes } of stacks) {
		const functions = frames.map((frame) => frame.function).join("\n");
		const site = sites.get(functions);
		if (site) site.bytes += bytes;
		else sites.set(functions, { bytes, frames });
	}
	return sites;
}
