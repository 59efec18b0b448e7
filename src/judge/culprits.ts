import { metricNamed } from "../metrics/registry.ts";
import type { Evidence } from "../model/evidence.ts";
import type { Frame } from "../model/profile.ts";
import type {
	Culprit,
	CulpritFrame,
	Finding,
	RouteGrowth,
} from "../model/verdict.ts";
import { waitReason } from "../model/wait.ts";
import { confirmingRounds, MOST_ROUNDS } from "./classify.ts";
import { entryOf, type Group, goroutineGroups, heapGroups } from "./groups.ts";
import { heapBand, truthBand } from "./heap-band.ts";
import { requestsPerRound } from "./observe.ts";
import { routesOf } from "./routes.ts";
import type { View } from "./view.ts";

/** A heap site that grew by less than this share of its finding names nobody. */
const LEAST_SHARE = 0.02;

/** A finding, and the evidence as it sees it. */
export interface Judged {
	readonly finding: Finding;
	readonly view: View;
}

/** What grew, for every finding of a scenario that is not within: the most growth first, the user's own code before others of the same growth, what only waits for a peer last. */
export function culpritsOf(judged: readonly Judged[]): readonly Grown[] {
	const suspects = judged.filter(
		({ finding }) => finding.outcome !== "within" && finding.rounds.length > 0,
	);
	const seen = new Set<string>();
	// What leaked goroutines hold is memory too, and enough of a reason for a heap without a site of its own.
	const isExplained = suspects.some(
		({ finding: { metric, outcome } }) =>
			outcome === "over" &&
			metricNamed(metric).culprits?.profile !== "heap" &&
			metricNamed(metric).culprits !== undefined,
	);
	return suspects.flatMap((suspect) =>
		standingOut(grownGroups(suspect), suspect.finding, isExplained)
			.filter(({ key }) => !seen.has(key) && seen.add(key))
			.sort(
				({ culprit: a }, { culprit: b }) =>
					b.growth - a.growth ||
					Number(b.first_party) - Number(a.first_party) ||
					Number(waitsForPeer(a)) - Number(waitsForPeer(b)),
			),
	);
}

/** The other end of a leaked connection may be in the same process: it grows as much, and only waits. */
function waitsForPeer({ wait }: Culprit): boolean {
	return wait === "IO wait";
}

/** A group of stacks that grew, whether it is named or not. */
export interface Grown {
	/** Findings of one profile share their stacks: each is named once. */
	readonly key: string;
	/** The same in another build of the same code: lines, closures and the version of Go leave no trace in it. */
	readonly identity: string;
	/** Keys of the user's functions on its way, leaf first; closures are their function. */
	readonly path: readonly string[];
	readonly culprit: Culprit;
	/** Growth of a mean round, where some rounds only had it; else the culprit's. */
	readonly aRound: number;
	/** Of a round; undefined where the load does not say. */
	readonly requests: number | undefined;
	/** What a heap site may seem to have grown by though it did not. */
	readonly chance: number;
	/** What a site may grow by in a round without one sample of it; 0 where counts are exact. */
	readonly unseen: number;
}

/** All that grew of what a finding counts. */
export function grownGroups({
	finding,
	view: { evidence, stacksAt },
}: Judged): readonly Grown[] {
	const source = metricNamed(finding.metric).culprits;
	const last = evidence.settled.at(-1);
	if (!source || !last) return [];
	const isHeap = source.profile === "heap";
	const groupsAt = (round: number) =>
		(isHeap ? heapGroups : goroutineGroups)(
			stacksAt(source.profile, round) ?? [],
		);
	const groups = evidence.settled.map((state) => groupsAt(state.round));
	const proven = goroutineGroups(stacksAt("goroutineleak", last.round) ?? []);
	// What is proven to stay may have come in any round.
	const isBlocked = finding.kind === "blocked";
	const rounds = Math.min(
		isBlocked ? MOST_ROUNDS : confirmingRounds(evidence.plan.rounds),
		groups.length - 1,
	);

	return [...(groups.at(-1)?.values() ?? [])].flatMap((group) => {
		const moments = groups
			.slice(-1 - rounds)
			.map((moment) => moment.get(group.key));
		const values = moments.map((moment) => moment?.[source.value] ?? 0);
		const growth = isBlocked
			? (values.at(-1) ?? 0) - (values[0] ?? 0)
			: isHeap
				? meanGrowth(values)
				: steadyGrowth(values, evidence);
		if (growth <= 0) return [];
		const grew = growth * rounds;
		const size =
			source.value === "count" && group.count > 0
				? group.bytes / group.count
				: 1;
		const culprit = culpritOf(group, finding, growth, evidence, {
			band: isHeap ? truthBand(evidence, grew, size) / rounds : null,
			proven: !isHeap && proven.has(group.key),
			routes: isHeap
				? []
				: routesOf(moments, evidence.settled.slice(-1 - rounds)),
		});
		return {
			key: `${isHeap ? "heap" : "goroutine"}\n${group.key}`,
			identity: isHeap ? group.site.key : group.key,
			path: ownPath(group.stack.frames),
			culprit,
			aRound: isBlocked ? growth / rounds : growth,
			requests: requestsPerRound(evidence),
			chance: isHeap ? heapBand(evidence, grew, size) / rounds : 0,
			unseen: isHeap ? truthBand(evidence, 0, size) / rounds : 0,
		};
	});
}

/** Of sites that all may have grown by chance, one is the leak: so many are named. */
const LIKELIEST = 3;

/** Of the growth, which is exact: sites that make up less leave room for another. */
const EXPLAINED = 0.75;

/** Counts all do. Sites that grew by more than the error of their estimate and a share worth naming; where neither they nor anything else explain it, the largest few. */
function standingOut(
	sites: readonly Grown[],
	finding: Finding,
	isExplained: boolean,
): readonly Grown[] {
	if (metricNamed(finding.metric).culprits?.profile !== "heap") return sites;
	const least = LEAST_SHARE * Math.abs(finding.growth ?? 0);
	const told = sites.filter(({ culprit, chance }) => culprit.growth > chance);
	const large = told.filter(({ culprit }) => culprit.growth > least);
	const clear = [...large, ...ownBeside(large, told)];
	const explained = clear.reduce((sum, { culprit }) => sum + culprit.growth, 0);
	const isWhole =
		clear.length > 0 && explained >= EXPLAINED * (finding.growth ?? 0);
	if (isExplained || isWhole || clear.length >= LIKELIEST) return clear;
	return sites
		.toSorted((one, other) => other.culprit.growth - one.culprit.growth)
		.slice(0, LIKELIEST);
}

/** Where none of these sites is in the user's own code, the largest that is: small as it is, it leads to what the others hold. */
function ownBeside(
	large: readonly Grown[],
	told: readonly Grown[],
): readonly Grown[] {
	const isOwn = ({ culprit }: Grown) => culprit.first_party;
	if (large.some(isOwn)) return [];
	return told
		.filter(isOwn)
		.toSorted((one, other) => other.culprit.growth - one.culprit.growth)
		.slice(0, 1);
}

/** Sampled bytes jump from round to round; over all rounds the error is least. */
function meanGrowth(values: readonly number[]): number {
	return ((values.at(-1) ?? 0) - (values[0] ?? 0)) / (values.length - 1);
}

/** The least growth of the rounds; where a late clean-up distorts single rounds, their mean. */
function steadyGrowth(values: readonly number[], evidence: Evidence): number {
	const wasLate = evidence.settled
		.slice(1)
		.some((state) => state.late.length > 0);
	if (wasLate) return meanGrowth(values);
	return Math.min(
		...values.slice(1).map((value, index) => value - (values[index] ?? 0)),
	);
}

function culpritOf(
	group: Group,
	finding: Finding,
	growth: number,
	evidence: Evidence,
	proof: {
		readonly band: number | null;
		readonly proven: boolean;
		readonly routes: readonly RouteGrowth[];
	},
): Culprit {
	// Of what came in some rounds only there is no rate.
	const requests =
		finding.kind === "blocked" ? undefined : requestsPerRound(evidence);
	const isMemory = proof.band !== null;
	return {
		metric: finding.metric,
		...placeOf(group.site),
		stack: group.stack.frames.map(placeOf),
		growth: isMemory ? Math.round(growth) : growth,
		perRequest: requests ? growth / requests : null,
		band: proof.band === null ? null : Math.round(proof.band),
		route: proof.routes[0]?.route ?? null,
		...(proof.routes.length > 0 && { routes: proof.routes }),
		scenario: evidence.plan.load[0]?.name ?? null,
		wait: isMemory ? null : waitReason(group.stack.frames),
		proven: proof.proven,
		first_party: group.site.origin === "first-party",
		entry: isMemory ? null : (entryOf(group.stack)?.function ?? null),
	};
}

function ownPath(frames: readonly Frame[]): readonly string[] {
	return frames
		.filter(({ origin }) => origin === "first-party")
		.map(({ key }) => key)
		.filter((key, at, keys) => key !== keys[at - 1]);
}

function placeOf({ function: name, file, line }: Frame): CulpritFrame {
	return { function: name, file, line };
}
