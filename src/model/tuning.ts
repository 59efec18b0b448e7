import type { Unit } from "./verdict.ts";

/** A limit that `tune` found, and what it follows from; amounts in `unit`. */
export interface TunedLimit {
	readonly metric: string;
	readonly unit: Unit;
	/** The pattern of the stacks it limits; absent for a total. */
	readonly stacks?: string;
	readonly kind: "growth" | "ceiling";
	/** As the budget file writes it. */
	readonly text: string;
	/** What it is instead of; absent where there was none. */
	readonly was?: string;
	/** The most that any run used of it: growth in a round, or the value at rest. */
	readonly used: number;
	/** `default`: the metric's own limit held. `margin`: so much more than was used. `room`: the metric's least room, where a margin would be less. */
	readonly basis: "default" | "margin" | "room";
	readonly room: number;
}
