import { metricNamed, metrics } from "../metrics/registry.ts";
import type { Budget } from "../model/plan.ts";
import type { TunedLimit } from "../model/tuning.ts";
import type { Finding } from "../model/verdict.ts";
import { farAboveUse, usedOf } from "./far-above-use.ts";
import { limitText, roundedUp } from "./limit-text.ts";
import { roomOf } from "./room-of.ts";

/**
 * What runs are judged by that are to be tuned: each metric's own limit, and
 * for those without one its room. What leaks under these is not tuned to.
 */
export const PROBING_BUDGETS: readonly Budget[] = metrics.map(
	({ name, unit, defaultLimit, room: { growth } }) => {
		const text = limitText("growth", growth, unit);
		return {
			metric: name,
			limits: [defaultLimit ?? { kind: "growth", value: growth, text }],
			byDefault: true,
		};
	},
);

/**
 * The limits that follow from the findings of runs within `PROBING_BUDGETS`: a
 * growth for each metric that was measured, and a ceiling for those that have
 * one. A warm-up stopped, and gets no allowance.
 */
export function tunedLimits(
	findings: readonly Finding[],
	marginPercent: number,
): readonly TunedLimit[] {
	return metrics.flatMap((metric): TunedLimit[] => {
		const own = findings.filter(
			({ metric: name, stacks, rounds }) =>
				name === metric.name && stacks === undefined && rounds.length > 0,
		);
		if (own.length === 0) return [];
		const grew = Math.max(0, ...own.map(({ growth }) => growth ?? 0));
		const most = Math.max(...own.map((one) => usedOf(one, "ceiling")));
		const { name, unit, defaultLimit } = metric;
		const growth: TunedLimit = defaultLimit
			? {
					...{ metric: name, unit, kind: "growth", used: grew },
					text: defaultLimit.text,
					basis: "default",
					room: metric.room.growth,
				}
			: limitFor(name, "growth", grew, marginPercent).limit;
		return metric.room.ceiling === undefined
			? [growth]
			: [growth, limitFor(name, "ceiling", most, marginPercent).limit];
	});
}

/** Lower limits for those that are far above what any of these findings used, of one run or several; never a higher one. */
export function loweredLimits(
	findings: readonly Finding[],
	marginPercent: number,
): readonly TunedLimit[] {
	return farAboveUse(findings).flatMap(({ finding, limit, used }) => {
		const { metric, stacks, limit: now } = finding;
		const lower = limitFor(metric, now.kind, used, marginPercent);
		return lower.value < limit
			? [
					{
						...lower.limit,
						was: now.text,
						...(stacks !== undefined && { stacks }),
					},
				]
			: [];
	});
}

/** Above what was used by the margin, and by the metric's room at least. */
function limitFor(
	name: string,
	kind: "growth" | "ceiling",
	used: number,
	marginPercent: number,
): { readonly value: number; readonly limit: TunedLimit } {
	const metric = metricNamed(name);
	const { unit } = metric;
	const withMargin = used * (1 + marginPercent / 100);
	const room = roomOf(metric, kind);
	const withRoom = room + (kind === "growth" ? 0 : used);
	const value = roundedUp(Math.max(withMargin, withRoom), unit);
	return {
		value,
		limit: {
			...{ metric: name, unit, kind, used },
			text: limitText(kind, value, unit),
			basis: withMargin > withRoom ? "margin" : "room",
			room,
		},
	};
}
