/** Where a report is read. */
export interface Reader {
	/** Stand only on GitHub. */
	readonly links?: unknown;
	/** False for a push, a merge group, a schedule. */
	readonly isPullRequest?: boolean;
}

export function isPullRequest(reader: Reader): boolean {
	return reader.links !== undefined && reader.isPullRequest !== false;
}
