import type { Mode } from "../engine/profiles.ts";

/** pprof's reports, under its names. */
export const REPORT_COMMANDS = [
	"top",
	"peek",
	"list",
	"tree",
	"traces",
	"raw",
	"proto",
] as const satisfies readonly (Mode | "proto")[];

export type ReportCommand = (typeof REPORT_COMMANDS)[number];

/** The commands on profiles: they start without what a run needs. */
export const PROFILE_COMMANDS: readonly string[] = [
	...REPORT_COMMANDS,
	"diff",
	"explain",
];
