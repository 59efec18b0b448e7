/**
 * A message as a headline, which has no full stop, and what follows it. A sentence ends at a full stop
 * before a capital, so that `client.go`, `60 s` and addresses stay whole.
 */
export function firstSentence(message: string): {
	readonly first: string;
	readonly rest: string;
} {
	const end = /\.\s+(?=\p{Lu})/u.exec(message);
	return end === null
		? { first: message.replace(/\.$/u, ""), rest: "" }
		: {
				first: message.slice(0, end.index),
				rest: message.slice(end.index + end[0].length),
			};
}
