import type { Verdict } from "../../model/verdict.ts";
import type { EventBase } from "./base-of-event.ts";
import type { Baselines } from "./baseline-cache.ts";
import type { Toolkit } from "./toolkit.ts";

/**
 * Keeps the run in `folder` for later ones to be compared with, where it is of the
 * default branch: what a pull request measured is nobody's base. One that could
 * not be decided would tell nothing. Whatever goes wrong is a warning.
 */
export async function keepBaseline({
	baselines,
	verdict,
	folder,
	event,
	toolkit,
}: {
	readonly baselines: Baselines;
	readonly verdict: Pick<Verdict, "outcome">;
	readonly folder: string;
	readonly event: EventBase;
	readonly toolkit: Pick<Toolkit, "write" | "warning">;
}): Promise<void> {
	if (!event.isOfDefaultBranch || verdict.outcome === "undecided") return;
	const kept = await baselines.keep(folder);
	if ("key" in kept)
		toolkit.write(`Saved as the baseline of later runs: ${kept.key}\n`);
	else toolkit.warning(`The run was not saved as a baseline. ${kept.why}`);
}
