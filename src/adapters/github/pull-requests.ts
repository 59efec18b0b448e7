import type { EndedRun } from "./event.ts";
import type { Octokit } from "./octokit.ts";

/**
 * Open pull requests whose head is what a run measured. Found by the event's
 * repository and commit, for `workflow_run.pull_requests` is empty for forks;
 * the branch narrows the search and decides nothing. None where a newer push
 * came meanwhile. Throws octokit's RequestError.
 */
export async function pullRequestsOf(
	octokit: Octokit,
	at: { readonly owner: string; readonly repo: string },
	{ id, head }: EndedRun,
): Promise<readonly number[]> {
	if (head === undefined) return [];
	const { data } = await octokit.rest.pulls.list({
		owner: at.owner,
		repo: at.repo,
		state: "open",
		head: `${head.owner}:${head.branch}`,
		per_page: 100,
	});
	return data
		.filter(
			({ head: { sha, repo } }) =>
				sha === id.sha && repo?.id === head.repositoryId,
		)
		.map(({ number }) => number);
}
