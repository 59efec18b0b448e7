/** What an error of the API says, on one line: a gateway answers with a page of HTML. */
export function apiMessage({ message }: Error): string {
	const text = message
		.slice(0, 200_000)
		.replace(/<(style|script)\b[^<>]*>[\s\S]*?(?:<\/\1>|$)|<[^<>]*>/gi, " ")
		.replace(/\s+/g, " ")
		.trim();
	return text.length > MOST ? `${text.slice(0, MOST)}…` : text;
}

const MOST = 300;
