import { diagnoses } from "../explain/catalogue/diagnoses.ts";
import { type Group, goroutineGroups, heapGroups } from "../judge/groups.ts";
import { Stop } from "../model/problem.ts";
import type { Stack } from "../model/profile.ts";
import type { Held } from "../model/stack-change.ts";
import type {
	Standing,
	StandingGroup,
	StandingStack,
} from "../model/standing.ts";
import { waitReason } from "../model/wait.ts";
import { stacksOfDump } from "../pprof/dump-stacks.ts";
import type { AnyProfile } from "../pprof/format.ts";
import { gorootOf } from "../pprof/origin.ts";
import { stacksOf } from "../pprof/stacks.ts";
import { userFrames } from "../pprof/user-frames.ts";
import { type ProfileInput, readProfileFile } from "./profiles.ts";

/** The profile itself has to tell whose code a frame is. */
const modules = { firstParty: [], libraries: [] };

/**
 * What stands in a goroutine or heap profile of any format, grouped as the
 * judge groups what grew, with what the catalogue says of it. A Stop
 * `profile-not-explained` for other profiles.
 */
export async function standingIn(
	file: string,
	input: ProfileInput,
): Promise<Standing> {
	const any = await readProfileFile(file, input);
	const { sampleTypes } = any.profile;
	const names = sampleTypes.map(({ type }) => type);
	if (names.includes("inuse_space"))
		return heapStanding(stacksOf(any.profile, { modules }));
	if (names.some((name) => /^goroutine(?:leak)?$/u.test(name)))
		return goroutinesStanding(standingStacks(any));
	throw new Stop({
		code: "profile-not-explained",
		where: file,
		message: `explain reads goroutines and heaps, and this profile holds ${names.join(", ") || "nothing"}.`,
		remedy: "For other profiles: leak-budget top FILE.",
	});
}

function standingStacks(any: AnyProfile): readonly StandingStack[] {
	const goroot = gorootOf(any.profile);
	if (any.kind === "dump")
		return stacksOfDump(any.dump, { modules, ...(goroot && { goroot }) });
	const proven = any.profile.sampleTypes.some(
		({ type }) => type === "goroutineleak",
	);
	return stacksOf(any.profile, { modules }).map((stack) => {
		const reason = waitReason(stack.frames);
		// Text of debug=1 hides the runtime's frames at the leaf, by which one would know.
		const isHidden = any.kind === "count-text" && reason === "running";
		const wait = isHidden ? null : reason;
		return { ...stack, wait, minutes: 0, creator: null, proven };
	});
}

function goroutinesStanding(stacks: readonly StandingStack[]): Standing {
	const waits = [...new Set(stacks.map(({ wait }) => wait))];
	const groups = waits.flatMap((wait) => {
		const same = stacks.filter((stack) => stack.wait === wait);
		return [...goroutineGroups(same).values()];
	});
	return standing("goroutines", stacks, groups, (group) => {
		// The judge's groups keep the stacks that they were given.
		const { wait, minutes, creator, proven } = group.stack as StandingStack;
		return { wait, minutes, creator, proven };
	});
}

function heapStanding(stacks: readonly Stack[]): Standing {
	const nothing = { wait: null, minutes: 0, creator: null, proven: false };
	const groups = [...heapGroups(stacks).values()];
	return standing("heap", stacks, groups, () => nothing);
}

type Told = Pick<StandingGroup, "wait" | "minutes" | "creator" | "proven">;

function standing(
	unit: Standing["unit"],
	stacks: readonly Stack[],
	groups: readonly Group[],
	toldOf: (group: Group) => Told,
): Standing {
	const told = groups.map(toldOf);
	const said = diagnoses(
		groups.map((group, index) => ({
			metric: unit === "heap" ? "inuse_space" : unit,
			function: group.site.function,
			stack: group.stack.frames,
			wait: told[index]?.wait ?? null,
			growth: unit === "heap" ? group.bytes : group.count,
		})),
	);
	return {
		unit,
		held: total(stacks),
		groups: groups
			.map((group, index): StandingGroup => {
				const one = {
					...(told[index] as Told),
					frames: userFrames(group.stack.frames),
					held: { count: group.count, bytes: group.bytes },
					routes: [...group.routes].sort((a, b) => b[1] - a[1]),
				};
				const isSuspect =
					unit === "heap" ? said[index]?.id !== ANY_MEMORY : !isOrdinary(one);
				return {
					...one,
					isSuspect,
					diagnosis: isSuspect ? (said[index] ?? null) : null,
				};
			})
			.sort(
				({ held: a }, { held: b }) => b.bytes - a.bytes || b.count - a.count,
			),
	};
}

/**
 * At one moment something always runs; and a lone goroutine waits like this in
 * every healthy program: for connections, for work, for a signal, for the end.
 */
function isOrdinary({
	held,
	wait,
	proven,
}: Pick<StandingGroup, "held" | "wait" | "proven">): boolean {
	if (wait === null || proven) return false;
	return wait.startsWith("run") || (held.count === 1 && WAITS.has(wait));
}

/** What the catalogue says of whatever memory grew; of what only stands it says nothing. */
const ANY_MEMORY = diagnoses([
	{ metric: "inuse_space", function: "", stack: [], wait: null, growth: 0 },
])[0]?.id;

const WAITS = new Set([
	"chan receive",
	"select",
	"select (no cases)",
	"IO wait",
	"sleep",
	"syscall",
]);

function total(stacks: readonly Stack[]): Held {
	let [count, bytes] = [0, 0];
	for (const stack of stacks) {
		count += stack.count;
		bytes += stack.bytes;
	}
	return { count, bytes };
}
