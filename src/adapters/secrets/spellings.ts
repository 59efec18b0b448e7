/** Shorter ones would take numbers, ports and words such as `true` out of every line. */
export const SHORTEST_SECRET = 6;

/**
 * How a secret may stand in a log: as it is, each of its lines, as JSON writes
 * it (Go's escapes <, > and & too), in a URL, in base64 at any offset. Bytes as latin1.
 */
export function spellings(secret: string): readonly string[] {
	// Half a surrogate pair, which encodeURIComponent refuses.
	const text = Buffer.from(secret.trim()).toString();
	if (text.length < SHORTEST_SECRET) return [];
	const json = JSON.stringify(text).slice(1, -1);
	const url = encodeURIComponent(text).replace(
		/[!'()*]/g,
		(sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
	);
	const written = [
		text,
		...text.split(/[\r\n]+/).map((line) => line.trim()),
		json,
		json.replace(/[<>&]/g, unicodeEscape),
		encodeURIComponent(text),
		url,
		url.replaceAll("%20", "+"),
		...base64(text),
	];
	return [
		...new Set(written.map((one) => Buffer.from(one).toString("latin1"))),
	].filter(({ length }) => length >= SHORTEST_SECRET);
}

function unicodeEscape(sign: string): string {
	return `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/**
 * `user:secret` in base64 holds the secret's own letters, but for those at
 * either end that share their bits with a neighbour; which, depends on the
 * number of bytes before it, modulo 3.
 */
function base64(text: string): readonly string[] {
	const bytes = Buffer.from(text);
	const shared = [0, 2, 3] as const;
	const standard = shared.map((letters, before) => {
		const all = Buffer.concat([Buffer.alloc(before), bytes]);
		const whole = all.length % 3 === 0;
		const encoded = all.toString("base64").replace(/=+$/, "");
		return encoded.slice(letters, whole ? undefined : -1);
	});
	return [
		...standard,
		...standard.map((one) => one.replaceAll("+", "-").replaceAll("/", "_")),
	];
}
