/**
 * A link of the catalogue; null for any other, for a verdict may come from a
 * file that somebody else wrote.
 */
export function knownLink(link: string | undefined): string | null {
	return link !== undefined && KNOWN.test(link) ? link : null;
}

const KNOWN = /^https:\/\/(?:pkg\.)?go\.dev\/[\w./#-]{1,200}$/u;
