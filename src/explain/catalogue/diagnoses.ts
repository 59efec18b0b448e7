import type { Diagnosis } from "../../model/verdict.ts";
import { keeper } from "./keepers.ts";
import type { Row } from "./row.ts";
import { rows } from "./rows.ts";
import { normalName, type Suspect, type Trace, traceOf } from "./trace.ts";

/**
 * What the catalogue says of each of these stacks, which grew in one run or
 * stand in one dump; null where it knows none like it. Some causes show only
 * in two stacks together: `beside` are heap sites that grew too, though by too
 * little to be suspects.
 */
export function diagnoses(
	suspects: readonly Suspect[],
	beside: readonly Suspect[] = [],
): readonly (Diagnosis | null)[] {
	const normal = remembered(normalName);
	const traces = suspects.map((suspect) => traceOf(suspect, normal));
	const keepers = beside
		.map((site) => traceOf(site, normal))
		.filter((trace) => keeper(trace, []));
	const all = [...traces, ...keepers];
	return traces.map((trace) => diagnosisOf(trace, all));
}

function diagnosisOf(trace: Trace, all: readonly Trace[]): Diagnosis | null {
	const row = rows.find(({ when }) => when(trace, all));
	return saidBy(row);
}

/** What the catalogue says under this name; null where it has none such. */
export function diagnosisNamed(wanted: string): Diagnosis | null {
	return saidBy(rows.find(({ id }) => id === wanted));
}

function saidBy(row: Row | undefined): Diagnosis | null {
	if (row === undefined) return null;
	const { when: _, ...diagnosis } = row;
	return diagnosis;
}

/** A large heap profile has a few thousand names in a million frames. */
function remembered(read: (name: string) => string): (name: string) => string {
	const known = new Map<string, string>();
	return (name) => {
		const old = known.get(name);
		if (old !== undefined) return old;
		const made = read(name);
		known.set(name, made);
		return made;
	};
}
