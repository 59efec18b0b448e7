import type { LoadResult } from "../../model/evidence.ts";
import type { Scenario } from "../../model/plan.ts";
import type { Clock } from "../../ports.ts";
import type { Mask } from "../secrets/mask.ts";

export interface LoadContext {
	/** The folder that load commands start from. */
	readonly directory: string;
	/** Where this run's output goes. */
	readonly log: string;
	/** A temporary folder of ours. */
	readonly workDir: string;
	readonly clock: Clock;
	readonly mask: Mask;
	readonly signal: AbortSignal;
}

/** What a driver saw; `tail` is the end of its output, for an error. */
export interface Driven {
	readonly result: LoadResult;
	readonly tail?: readonly string[];
}

export type ScenarioOf<Kind extends Scenario["kind"]> = Extract<
	Scenario,
	{ readonly kind: Kind }
>;

/** Runs one scenario once. Rejects with the signal's reason when aborted; a Stop when it cannot run. */
export type LoadDriver<Kind extends Scenario["kind"]> = (
	scenario: ScenarioOf<Kind>,
	context: LoadContext,
) => Promise<Driven>;
