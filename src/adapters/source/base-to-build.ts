import { baseOfEvent, type EventBase } from "../github/base-of-event.ts";
import { eventPayload } from "../github/event-payload.ts";
import { baseCommit } from "./base-commit.ts";
import { git } from "./git.ts";

/**
 * The commit that a run is to be compared with, or a sentence that says why
 * there is none and what to do. What git knows of a branch, or of a pull request's
 * merge commit, comes before what the event says: a pull request's `base` may
 * have gone on since. Of a merge group, and of a push to the default branch,
 * only the event knows.
 */
export function baseToBuild(
	root: string,
	env: Readonly<Record<string, string | undefined>>,
): { readonly commit: string } | { readonly missing: string } {
	const event = baseOfEvent(env, eventPayload(env));
	const head = git(root, "rev-parse", "HEAD");
	if (head === undefined) return { missing: NOT_READ };
	const ofEvent = () => forkPoint(root, event.sha);
	const ofGit = () => {
		const commit = baseCommit(root, env);
		// On a laptop what is not committed is the change; in a job it is what earlier steps made.
		return event.event !== "" && commit === head ? undefined : commit;
	};
	const commit =
		event.event === "merge_group" || event.isOfDefaultBranch
			? (ofEvent() ?? ofGit())
			: (ofGit() ?? ofEvent());
	return commit === undefined ? { missing: whyNone(event) } : { commit };
}

/** Where HEAD left that commit; the commit itself in a clone too shallow to tell; undefined where it is not in the clone, or is HEAD. */
function forkPoint(root: string, sha: string | undefined): string | undefined {
	if (sha === undefined) return undefined;
	const commit =
		git(root, "merge-base", "HEAD", sha) ||
		git(root, "rev-parse", "--verify", "--quiet", `${sha}^{commit}`);
	return commit && commit !== git(root, "rev-parse", "HEAD")
		? commit
		: undefined;
}

function whyNone({ event, sha, isOfDefaultBranch }: EventBase): string {
	if (sha !== undefined)
		return `There is no base to build: the event names ${sha.slice(0, 12)}, which is not in this clone, or is what is checked out. Give actions/checkout fetch-depth: 2, which has the parent of the commit that is checked out, or 0 for all commits.`;
	if (isOfDefaultBranch)
		return `There is no base to build: this run (${event}) is of the default branch as it is, and no change to it.`;
	return "There is no base to build: git knows no commit that this one came from. This is the base branch itself, or a clone of one commit alone; actions/checkout takes fetch-depth: 2 for a pull request, or 0.";
}

/** What git says of a repository of another user it says to nobody who asks for a commit. */
const NOT_READ =
	'There is no base to build: git reads no commit here. There is no repository or no commit in it, or it belongs to another user, as in some container jobs: run git config --global --add safe.directory "$PWD" in a step before.';
