import type { Plan } from "../../model/plan.ts";
import type { Clock } from "../../ports.ts";
import type { Mask } from "../secrets/mask.ts";
import type { Doors } from "./doors.ts";

export interface StartOptions {
	readonly plan: Plan;
	readonly clock: Clock;
	readonly mask: Mask;
	readonly doors: Doors;
	readonly log: string;
	/** Aborted when the run is interrupted: then stopping has little time. */
	readonly signal: AbortSignal;
	readonly notes: (text: string) => void;
	/** What goes on when it dies. */
	readonly when: () => string;
	/** Without what starting adds. */
	readonly environment: Readonly<Record<string, string>>;
	/** Epoch milliseconds at which the build started. */
	readonly builtAt?: number;
}
