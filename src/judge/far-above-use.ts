import { metricNamed } from "../metrics/registry.ts";
import type { Finding } from "../model/verdict.ts";
import { roomOf } from "./room-of.ts";

/** A limit that could be lower; amounts in the metric's unit. */
export interface FarAbove {
	readonly finding: Finding;
	readonly limit: number;
	/** The most growth of any round, or the most at rest. */
	readonly used: number;
}

/** Of a limit that is far above use less than this share was used, in every round. */
const USED_SHARE = 1 / 3;

/** And more than so many times the metric's room is left: what `tune` writes leaves one. */
const FAR_ROOMS = 2;

/**
 * The limits that were kept and are far above use: less than a third of each
 * was used in every round, under every load, and what was not used is more than
 * twice the metric's room. `findings` may be those of several runs.
 */
export function farAboveUse(findings: readonly Finding[]): readonly FarAbove[] {
	return sameLimits(findings).flatMap((same): FarAbove[] => {
		const [finding] = same;
		const limits = same.map(({ limit }) => limit.value);
		if (!finding || !same.every(isUsed) || limits.includes(null)) return [];
		const used = Math.max(...same.map((one) => usedOf(one, one.limit.kind)));
		const limit = Math.min(...limits.map(Number));
		const room = roomOf(metricNamed(finding.metric), finding.limit.kind);
		return used < limit * USED_SHARE && limit - used > FAR_ROOMS * room
			? [{ finding, limit, used }]
			: [];
	});
}

/** The most growth of any round, or the most at rest. */
export function usedOf(
	{ rounds }: Finding,
	kind: "growth" | "ceiling",
): number {
	return Math.max(
		0,
		...rounds.flatMap(({ before, after, growth }) =>
			kind === "growth" ? [growth] : [before, after],
		),
	);
}

/** One limit of the budget file has a finding under each load, and in each run. */
function sameLimits(
	findings: readonly Finding[],
): readonly (readonly Finding[])[] {
	const key = ({ metric, stacks, limit }: Finding) =>
		JSON.stringify([metric, stacks, limit.kind, limit.text]);
	return [...new Set(findings.map(key))].map((one) =>
		findings.filter((finding) => key(finding) === one),
	);
}

/** What matched no stack, or was not measured, says nothing of its limit. */
function isUsed({ outcome, stacks, rounds }: Finding): boolean {
	return (
		outcome === "within" &&
		rounds.length > 0 &&
		(stacks === undefined ||
			rounds.some(({ before, after }) => before + after > 0))
	);
}
