import type { Check } from "../model/check.ts";
import { foreignYaml, list, mapping, names } from "./foreign-yaml.ts";
import { ok, problem, warning } from "./machine-checks.ts";

/** The workflows of a repository that run us: their rights, their trigger and how much history they fetch. */
export function workflowChecks(
	files: ReadonlyMap<string, string>,
): readonly Check[] {
	const ours = [...files].flatMap(([file, text]) => jobsOf(file, text));
	if (ours.length === 0)
		return [
			warning(
				"workflow",
				"no workflow in .github/workflows runs leak-budget",
				"leak-budget init writes one, where there is none yet.",
			),
		];
	return ours.flatMap(checksOfJob);
}

interface OurJob {
	/** `file, job NAME`. */
	readonly where: string;
	readonly triggers: readonly string[];
	/** The job's own, or the workflow's; undefined where neither says. */
	readonly permissions: unknown;
	readonly commentsWanted: boolean;
	/** Of each checkout: undefined is one commit. */
	readonly fetchDepths: readonly unknown[];
}

function jobsOf(file: string, text: string): readonly OurJob[] {
	const workflow = mapping(foreignYaml(text));
	// `on: push`, a list, or a mapping.
	const triggers = names(workflow.on);
	return Object.entries(mapping(workflow.jobs)).flatMap(([name, value]) => {
		const job = mapping(value);
		const steps = list(job.steps).map(mapping);
		const step = steps.find(
			({ uses, run }) =>
				/\/go-leak-budget(\/|@|$)/.test(String(uses ?? "")) ||
				/\bleak-budget\s+run\b/.test(String(run ?? "")),
		);
		if (step === undefined) return [];
		return [
			{
				where: `${file}, job ${name}`,
				triggers,
				permissions: job.permissions ?? workflow.permissions,
				commentsWanted:
					step.uses !== undefined && mapping(step.with).comment !== "never",
				fetchDepths: steps
					.filter(({ uses }) => /\/checkout@/.test(String(uses ?? "")))
					.map((one) => mapping(one.with)["fetch-depth"]),
			},
		];
	});
}

function checksOfJob(job: OurJob): readonly Check[] {
	const isOnPullRequests = job.triggers.includes("pull_request");
	return [
		...(job.triggers.includes("pull_request_target")
			? [
					problem(
						"workflow",
						`${job.where}: pull_request_target runs anybody's code beside your secrets`,
						"Trigger it by pull_request.",
					),
				]
			: []),
		...(isOnPullRequests && job.commentsWanted ? [commentCheck(job)] : []),
		...(isOnPullRequests && job.fetchDepths.some(isOneCommit)
			? [
					warning(
						"workflow",
						`${job.where}: the checkout has one commit, so nothing says what a pull request changed`,
						"Give actions/checkout fetch-depth: 2.",
					),
				]
			: []),
	];
}

function commentCheck({ where, permissions }: OurJob): Check {
	const right = mapping(permissions)["pull-requests"];
	if (permissions === "write-all" || right === "write")
		return ok("workflow", `${where}: may write the pull request's comment`);
	return warning(
		"workflow",
		permissions === undefined
			? `${where}: says no permissions, so the repository's setting decides whether it may comment`
			: `${where}: may not write the pull request's comment`,
		"Give the job permissions: { contents: read, pull-requests: write }.",
	);
}

function isOneCommit(depth: unknown): boolean {
	return depth === undefined || String(depth) === "1";
}
