import type { Evidence } from "../model/evidence.ts";
import { Stop } from "../model/problem.ts";
import type { Stack } from "../model/profile.ts";
import type { Profile } from "./profile.ts";
import { readProfile } from "./read.ts";
import { stacksOf } from "./stacks.ts";

/**
 * The stacks of a profile saved at rest in a run: before load (round 0) or
 * after a round; undefined where none was saved. Each file is read once, when
 * it is first asked for. Throws what `read` throws, and a Stop
 * `profile-unreadable`.
 */
export function stacksOfRun(
	evidence: Pick<Evidence, "snapshots" | "environment">,
	read: (path: string) => Uint8Array,
): (profile: string, round: number) => readonly Stack[] | undefined {
	const known = new Map<string, readonly Stack[]>();
	const modules = evidence.environment?.modules ?? {
		firstParty: [],
		libraries: [],
	};
	return (profile, round) => {
		const moment = round === 0 ? "before" : "after";
		const snapshot = evidence.snapshots.findLast(
			(one) => one.moment === moment && one.round === round,
		);
		const path = snapshot?.profiles[profile];
		if (path === undefined) return undefined;
		const stacks =
			known.get(path) ?? stacksOf(readNamed(path, read(path)), { modules });
		known.set(path, stacks);
		return stacks;
	};
}

/** Of all the profiles in a run's folder, the one that is damaged is worth its name. */
function readNamed(path: string, bytes: Uint8Array): Profile {
	try {
		return readProfile(bytes);
	} catch (error) {
		if (!(error instanceof Stop)) throw error;
		throw new Stop(
			...error.problems.map((problem) => ({
				...problem,
				message: `${problem.message.replace(/\.$/u, "")}, in ${path}.`,
				remedy: "Run again, or fetch the folder again.",
			})),
		);
	}
}
