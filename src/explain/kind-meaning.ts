import type { FindingKind } from "../model/verdict.ts";

/** What a kind of behaviour means, in one line for somebody who reads it for the first time. */
export function kindMeaning(kind: FindingKind): string {
	switch (kind) {
		case "steady":
			return "It was never above its allowance once the service was idle.";
		case "warm-up":
			return "It grew at first and then stopped, or grows less each round: a pool or cache that filled.";
		case "leak":
			return "It grew in each confirming round of equal load. A warm-up would have stopped.";
		case "blocked":
			return "Go's goroutineleak profile proves these goroutines blocked for ever: no warm-up, though not every round added some.";
		case "idle-growth":
			return "It went on rising after the load had ended: something grows by itself.";
		case "ceiling":
			return "It is held to its final value, however it got there.";
		case "unconfirmed":
			return "It is over, but in too few rounds to tell a leak from a warm-up.";
		case "moving":
			return "It did not come to rest before the settle timeout.";
		case "unmeasured":
			return "This platform or source of profiles cannot tell.";
		default:
			return kind satisfies never;
	}
}
