import type { Evidence } from "../model/evidence.ts";
import { loadOf, wayOfStarting } from "./driven-alike.ts";

/** In what two runs were made otherwise, so that their memory cannot be compared; undefined where in nothing. */
export function madeOtherwise(
	base: Evidence,
	head: Evidence,
): string | undefined {
	for (const { of, told } of FACTS) {
		const [was, is] = [of(base), of(head)];
		if (was !== is) return told(was, is);
	}
	return undefined;
}

interface Fact {
	readonly of: (run: Evidence) => string;
	readonly told: (was: string, is: string) => string;
}

const FACTS: readonly Fact[] = [
	{
		of: loadOf,
		told: () => "it was made under another load",
	},
	{
		of: wayOfStarting,
		told: () => "its service was built or started in another way",
	},
	{
		of: ({ plan }) => String(plan.rounds),
		told: (was, is) => `it was made with rounds: ${was}, this run with ${is}`,
	},
	{
		of: ({ plan: { settle } }) =>
			`${settle.timeoutMs} ms and ${settle.quietMs} ms of quiet`,
		told: (was, is) => `it waited up to ${was}, this run ${is}`,
	},
	{
		// Patches of a version allocate alike.
		of: ({ environment }) =>
			/^go\d+\.\d+/u.exec(environment?.go ?? "")?.[0].slice(2) ??
			environment?.go ??
			"unknown",
		told: (was, is) => `it was made with Go ${was}, this run with ${is}`,
	},
	{
		of: ({ environment }) => environment?.os ?? "unknown",
		told: (was, is) => `it was made with platform ${was}, this run with ${is}`,
	},
	{
		of: ({ environment, plan }) =>
			String(environment?.memProfileRate ?? plan.heapSampling),
		told: (was, is) =>
			`it was made with heap sampling ${was}, this run with ${is}`,
	},
];
