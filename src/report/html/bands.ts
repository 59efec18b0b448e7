import type { Phase, Reading } from "../../model/evidence.ts";

/** A stretch of the run: one phase of one round. */
export interface Band {
	readonly phase: Phase;
	readonly round: number;
	readonly fromMs: number;
	/** Where the next band begins; for the last one, its last reading. */
	readonly toMs: number;
	/** None where a load was over before one was taken. */
	readonly readings: readonly Reading[];
}

/**
 * Readings in the order of time → the phases they make up. `loadMs` is how long
 * the load of a round took: settling begins where it ends, so that a load has its
 * whole length also where it was read late, or never.
 */
export function bandsOf(
	readings: readonly Reading[],
	loadMs: ReadonlyMap<number, number> = new Map(),
): readonly Band[] {
	const bands: Band[] = [];
	for (const group of groupsOf(readings)) {
		const [first] = group;
		const last = group.at(-1);
		if (!first || !last) continue;
		const { phase, round, atMs } = first;
		if (phase === "settle") withWholeLoad(bands, first, loadMs.get(round));
		endAt(bands, atMs);
		bands.push({
			phase,
			round,
			fromMs: atMs,
			toMs: last.atMs,
			readings: group,
		});
	}
	return bands;
}

function groupsOf(readings: readonly Reading[]): readonly Reading[][] {
	const groups: Reading[][] = [];
	for (const reading of readings) {
		const group = groups.at(-1);
		const same =
			group?.[0]?.phase === reading.phase && group[0].round === reading.round;
		if (group && same) group.push(reading);
		else groups.push([reading]);
	}
	return groups;
}

/** Puts the load that ends at `end` behind the bands so far, or gives it its beginning. */
function withWholeLoad(bands: Band[], end: Reading, loadMs = 0): void {
	const { round, atMs: toMs } = end;
	const read = bands.at(-1);
	const isRead = read?.phase === "load" && read.round === round;
	const load = isRead ? bands.pop() : undefined;
	const earliest = bands.at(-1)?.readings.at(-1)?.atMs ?? load?.fromMs ?? toMs;
	const fromMs = Math.min(
		Math.max(toMs - loadMs, earliest),
		load?.fromMs ?? toMs,
	);
	if (fromMs === toMs) return;
	endAt(bands, fromMs);
	const readings = load?.readings ?? [];
	bands.push({ phase: "load", round, fromMs, toMs, readings });
}

function endAt(bands: Band[], toMs: number): void {
	const last = bands.pop();
	if (last) bands.push({ ...last, toMs });
}
