import type { DumpedGoroutine, DumpStack, GoroutineDump } from "./dump.ts";
import type { Profile } from "./profile.ts";
import { type ProfileBuilder, profileBuilder } from "./profile-builder.ts";

const TYPE = { type: "goroutine", unit: "count" };

/**
 * A dump as a goroutine profile: how many goroutines have which stack and
 * labels. As in debug=0 the creator is no frame, and the runtime's own
 * goroutines (which GOTRACEBACK=system and a SIGQUIT show) do not count. Unlike
 * it, the runtime's frames are hidden, addresses are 0, a stack has 100 frames
 * at most, with `<frames elided>` in it, and none when it was not available;
 * user-frames.ts says what is the same in all formats.
 */
export function dumpToProfile(dump: GoroutineDump): Profile {
	const builder = profileBuilder({
		sampleTypes: [TYPE],
		periodType: TYPE,
		period: 1n,
	});
	for (const [stack, counts] of counted(dump.goroutines)) {
		if (isSystemStack(stack)) continue;
		const locations = stackLocations(stack, builder);
		for (const [labels, count] of counts)
			builder.sample(locations, [count], labels);
	}
	return builder.build();
}

type Labels = DumpedGoroutine["wait"]["labels"];

/** How many goroutines have which stack and labels; goroutine 0 is the scheduler's. */
function counted(
	goroutines: readonly DumpedGoroutine[],
): ReadonlyMap<DumpStack, ReadonlyMap<Labels, number>> {
	const rows = new Map<DumpStack, Map<Labels, number>>();
	for (const { id, stack, wait } of goroutines) {
		if (id === 0) continue;
		let counts = rows.get(stack);
		if (!counts) {
			counts = new Map();
			rows.set(stack, counts);
		}
		counts.set(wait.labels, (counts.get(wait.labels) ?? 0) + 1);
	}
	return rows;
}

/** The runtime's own goroutines are its from their first frame on. */
export function isSystemStack({ frames, creator }: DumpStack): boolean {
	return (
		frames.at(-1)?.function === "runtime.goexit" &&
		frames.every((frame) => frame.function.startsWith("runtime.")) &&
		(creator === undefined || creator.function.startsWith("runtime."))
	);
}

/** A location is a call with what is inlined into it. */
function stackLocations(
	{ frames }: DumpStack,
	builder: ProfileBuilder,
): readonly number[] {
	const locations: number[] = [];
	let lines: { func: number; line: number; column: number }[] = [];
	for (const [at, frame] of frames.entries()) {
		const { function: name, file, line, inlined } = frame;
		const func = builder.func({ name, systemName: name, file, startLine: 0 });
		lines.push({ func, line, column: 0 });
		if (inlined && at < frames.length - 1) continue;
		locations.push(
			builder.location({ mapping: -1, address: 0, lines, folded: false }),
		);
		lines = [];
	}
	return locations;
}
