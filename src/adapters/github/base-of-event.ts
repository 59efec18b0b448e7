import { field } from "./event.ts";

/** What an event says of where its change came from. */
export interface EventBase {
	/** GITHUB_EVENT_NAME; empty outside of Actions. */
	readonly event: string;
	/** A commit, in 40 or 64 hexadecimal digits; absent where the event names none. */
	readonly sha?: string;
	/** A run of the default branch as it is: a push to it, a schedule, a start by hand. */
	readonly isOfDefaultBranch: boolean;
}

/** @param payload as GitHub documents it for the event; anything else names no commit */
export function baseOfEvent(
	env: Readonly<Record<string, string | undefined>>,
	payload: unknown,
): EventBase {
	const { GITHUB_EVENT_NAME: event = "", GITHUB_REF: ref } = env;
	const sha = shaIn(payload);
	return {
		event,
		...(sha !== undefined && { sha }),
		isOfDefaultBranch: isOfDefaultBranch(event, ref, payload),
	};
}

function shaIn(payload: unknown): string | undefined {
	const named = [
		field(field(field(payload, "pull_request"), "base"), "sha"),
		field(field(payload, "merge_group"), "base_sha"),
		field(payload, "before"),
	];
	return named.find(
		(sha): sha is string =>
			typeof sha === "string" &&
			/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u.test(sha) &&
			// The push of a new branch.
			!/^0+$/u.test(sha),
	);
}

function isOfDefaultBranch(
	event: string,
	ref: string | undefined,
	payload: unknown,
): boolean {
	// Schedules run there only, and their payload need not say where that is.
	if (event === "schedule") return true;
	const branch = field(field(payload, "repository"), "default_branch");
	return (
		["push", "workflow_dispatch"].includes(event) &&
		typeof branch === "string" &&
		ref === `refs/heads/${branch}`
	);
}
