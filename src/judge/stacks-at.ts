import type { Stack } from "../model/profile.ts";

/** The stacks of a profile saved at a settled moment (round 0 = before load); undefined where none was saved. */
export type StacksAt = (
	profile: string,
	round: number,
) => readonly Stack[] | undefined;
