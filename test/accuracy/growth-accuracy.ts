import { rankOf } from "./rank.ts";
import type { SubjectRun } from "./subject-run.ts";
import { truthOf } from "./truth.ts";

/** What a verdict says grew beside the truth of it; a part is absent where there is nothing to compare. */
export interface GrowthAccuracy {
	/** Over all rounds. */
	readonly goroutines?: { readonly grew: number; readonly truth: number };
	/** Bytes a round at the leaking site, an estimate within ± `band`. */
	readonly site?: {
		readonly grew: number;
		readonly band: number;
		readonly truth: number;
	};
}

const GOROUTINES_OFF_AT_MOST = 0.01;

/** Whether goroutines are within 1 % of the truth, and whether the truth of the site lies within its band. */
export function isAccurate({ goroutines, site }: GrowthAccuracy): {
	readonly goroutines?: boolean;
	readonly site?: boolean;
} {
	return {
		...(goroutines && {
			goroutines:
				Math.abs(goroutines.grew - goroutines.truth) <=
				GOROUTINES_OFF_AT_MOST * goroutines.truth,
		}),
		...(site && { site: Math.abs(site.grew - site.truth) <= site.band }),
	};
}

export function accuracyOf(run: SubjectRun): GrowthAccuracy {
	const truth = truthOf(run);
	if (truth === undefined || truth === 0) return {};
	switch (run.subject.metric) {
		case "goroutines":
			return goroutines(run, truth);
		case "inuse_space":
			return site(run, truth);
		default:
			return {};
	}
}

/** Each scenario of the load has a finding of its own. What grows without load grows before and after the rounds too. */
function goroutines({ verdict }: SubjectRun, truth: number): GrowthAccuracy {
	const findings = verdict.findings.filter(
		({ metric }) => metric === "goroutines",
	);
	const grew = findings.flatMap(({ rounds }) => {
		const [first, last] = [rounds[0], rounds.at(-1)];
		return first && last ? last.after - first.before : [];
	});
	const isIdle = findings.some(({ kind }) => kind === "idle-growth");
	if (isIdle || grew.length === 0) return {};
	return {
		goroutines: { grew: grew.reduce((sum, one) => sum + one, 0), truth },
	};
}

/** A case counts the bytes of the function that it names first, over all rounds; a culprit's growth is that of one. */
function site(
	{ subject, verdict, evidence }: SubjectRun,
	truth: number,
): GrowthAccuracy {
	const counted = subject.functions.slice(0, 1);
	const sites = verdict.culprits.filter(
		(culprit) => culprit.band !== null && rankOf(counted, [culprit]) !== null,
	);
	const rounds = new Set(evidence.loads.map(({ round }) => round)).size;
	if (sites.length === 0 || rounds === 0) return {};
	const grew = sites.reduce((sum, { growth }) => sum + growth, 0);
	const band = Math.hypot(...sites.map((one) => one.band ?? 0));
	return {
		site: { grew, band: Math.round(band), truth: Math.round(truth / rounds) },
	};
}
