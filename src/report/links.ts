/** Where the source can be read at the commit that was measured. */
export interface Links {
	/** `https://github.com/owner/name`. */
	readonly repository: string;
	readonly sha: string;
	/** Put before each path; ends in `/` where it is not empty. */
	readonly prefix?: string;
}

/** The page of one line of source; safe inside a Markdown link. */
export function sourceUrl(links: Links, path: string, line: number): string {
	const encoded = `${links.prefix ?? ""}${path}`
		.replace(/\p{Cs}/gu, "\ufffd")
		.split("/")
		.map((part) =>
			encodeURIComponent(part).replace(
				/[!'()*]/gu,
				(mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
			),
		)
		.join("/");
	return `${links.repository}/blob/${encodeURIComponent(links.sha)}/${encoded}#L${line}`;
}
