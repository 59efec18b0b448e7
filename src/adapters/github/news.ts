import { createHash } from "node:crypto";
import type { Finding, Verdict } from "../../model/verdict.ts";
import type { RunArtifacts } from "../artifacts/run-artifacts.ts";

/**
 * A short digest of what a verdict says that is worth an edit: outcome, which
 * budgets broke and by how much, roughly, which lines are to blame, what went
 * wrong. Two runs of the same code agree on it though their bytes never do.
 */
export function newsOf(verdict: Verdict): string {
	const { name, outcome, findings, culprits, gone, problems } = verdict;
	const news = [
		name,
		outcome,
		findings.map((finding) => [
			finding.metric,
			finding.outcome,
			finding.limit.text,
			...(finding.scenario === undefined ? [] : [finding.scenario]),
			...(finding.stacks === undefined ? [] : [finding.stacks]),
			// Within budget a little more or less is no news.
			...(finding.outcome === "within" ? [] : [finding.kind, rough(finding)]),
		]),
		culprits
			// The worst, and those that are counted: which other sites a heap profile samples is chance.
			.filter(({ band }, index) => index === 0 || band === null)
			.map(({ metric, function: name, line, since }) => [
				metric,
				name,
				line,
				...(since === undefined ? [] : [since]),
			]),
		...(gone ? [gone.map(({ metric, function: name }) => [metric, name])] : []),
		problems.map(({ code, message }) => [code, message]),
	];
	return digest(news);
}

/** The same of all legs of a run together, and of what was not read. */
export function newsOfLegs({
	legs,
	...rest
}: RunArtifacts & { readonly runFailed: boolean }): string {
	const each = legs.map(({ leg, content }) => [
		leg,
		"refused" in content ? content.refused : newsOf(content.verdict),
	]);
	return digest([
		rest,
		each.toSorted(([a = ""], [b = ""]) => (a < b ? -1 : 1)),
	]);
}

function digest(news: unknown): string {
	return createHash("sha256")
		.update(JSON.stringify(news))
		.digest("hex")
		.slice(0, 16);
}

function rough({ growth, unit }: Finding): string | null {
	if (growth === null) return null;
	return growth.toPrecision(unit === "bytes" ? 1 : 2);
}
