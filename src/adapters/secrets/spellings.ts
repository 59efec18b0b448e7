/** Shorter ones would take numbers, ports and words such as `true` out of every line. */
export const SHORTEST_SECRET = 6;

/**
 * How a secret may stand in a log: as it is, each of its lines, as JSON writes
 * it (Go's escapes <, > and & too) and JSON within JSON, in a URL, in HTML, in
 * hex, in base64 at any offset. Bytes as latin1.
 */
export function spellings(secret: string): readonly string[] {
	// Half a surrogate pair, which encodeURIComponent refuses.
	const text = Buffer.from(secret.trim()).toString();
	if (text.length < SHORTEST_SECRET) return [];
	const json = jsonText(text);
	const goJson = json.replace(/[<>&]/g, unicodeEscape);
	const hex = Buffer.from(text).toString("hex");
	const written = [
		text,
		...text.split(/[\r\n]+/).map((line) => line.trim()),
		...[json, goJson, jsonText(json), jsonText(goJson)],
		...urls(text),
		...html(text),
		...[hex, hex.toUpperCase()],
		...base64(text),
	];
	return [
		...new Set(written.map((one) => Buffer.from(one).toString("latin1"))),
	].filter(({ length }) => length >= SHORTEST_SECRET);
}

function jsonText(text: string): string {
	return JSON.stringify(text).slice(1, -1);
}

function unicodeEscape(sign: string): string {
	return `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** What a URL's parts leave as it is: a query by Go, by JavaScript, a password, a path's piece, a path; Go's net/url. */
const LEFT_IN_URLS = ["", "!'()*", "$&+,;=", "$&+=:@", "$&+,/:;=@"];

function urls(text: string): readonly string[] {
	const query = encodeURIComponent(text).replace(/[!'()*]/g, percent);
	const written = LEFT_IN_URLS.map((signs) =>
		[...signs].reduce(
			(url, sign) => url.replaceAll(percent(sign), sign),
			query,
		),
	);
	const all = [...written, query.replaceAll("%20", "+")];
	const small = all.map((url) =>
		url.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
	);
	return [...all, ...small];
}

function percent(sign: string): string {
	return `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** By Go's html package, and with the names that others give to quotes. */
function html(text: string): readonly string[] {
	const marked = text
		.replaceAll("&", "&amp;")
		.replaceAll("<", "&lt;")
		.replaceAll(">", "&gt;");
	const go = marked.replaceAll('"', "&#34;").replaceAll("'", "&#39;");
	return [
		marked,
		go,
		go.replaceAll("&#34;", "&quot;"),
		go.replaceAll("&#34;", "&quot;").replaceAll("&#39;", "&#x27;"),
	];
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
