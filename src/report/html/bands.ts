import type { Phase, Reading } from "../../model/evidence.ts";

/** A stretch of the run: one phase of one round. */
export interface Band {
	readonly phase: Phase;
	readonly round: number;
	readonly fromMs: number;
	/** Where the next band begins; for the last one, its last reading. */
	readonly toMs: number;
	readonly readings: readonly Reading[];
}

/** Readings in the order of time → the phases they make up. */
export function bandsOf(readings: readonly Reading[]): readonly Band[] {
	const groups: Reading[][] = [];
	for (const reading of readings) {
		const group = groups.at(-1);
		const same =
			group?.[0]?.phase === reading.phase && group[0].round === reading.round;
		if (group && same) group.push(reading);
		else groups.push([reading]);
	}
	return groups.flatMap((group, index) => {
		const [first] = group;
		const end = groups[index + 1]?.[0] ?? group.at(-1);
		if (first === undefined || end === undefined) return [];
		const { phase, round, atMs: fromMs } = first;
		return [{ phase, round, fromMs, toMs: end.atMs, readings: group }];
	});
}
