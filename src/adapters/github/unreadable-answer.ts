/** An answer that GitHub's API does not give; `status` as octokit's RequestError has it. */
export class UnreadableAnswer extends Error {
	readonly status: number;

	constructor(message: string, status: number) {
		super(message);
		this.status = status;
	}
}

/**
 * Throws where a successful answer holds no JSON. octokit makes an empty text
 * of one that was cut off, which its paginate takes for an empty list: as if
 * there were no comment yet. 500, as for a lost connection: it may be repeated.
 */
export function refuseUnreadable(answer: {
	readonly status: number;
	readonly data: unknown;
}): void {
	const { status, data } = answer;
	if (status === 204 || status === 205) return;
	if (
		typeof data === "object" &&
		data !== null &&
		!(data instanceof ArrayBuffer)
	)
		return;
	throw new UnreadableAnswer(
		"the answer was cut off, or was no answer of GitHub's API",
		500,
	);
}
