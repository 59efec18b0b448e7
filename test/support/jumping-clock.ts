import type { Clock } from "../../src/ports.ts";

/** Sleeping moves the clock at once and is written down. */
export class JumpingClock implements Clock {
	readonly slept: number[] = [];
	#nowMs = 0;

	now(): number {
		return this.#nowMs;
	}

	async sleep(ms: number): Promise<void> {
		this.slept.push(ms);
		this.#nowMs += ms;
	}
}
