import {
	type Answer,
	type Asked,
	json,
	type LocalServer,
	startLocalServer,
} from "./local-server.ts";
import { BOT, TOKENS, tokenIn } from "./tokens.ts";
import { REDIRECT } from "./upstream.ts";

/** What clients talk to: it knows tokens and GraphQL, hands the rest to prism, and keeps count. */
export interface Front extends LocalServer {
	/** What clients asked for that would change something, with its answer: `POST /repos/… 201`. */
	readonly writes: readonly string[];
	/** What was not as GitHub describes it. */
	readonly violations: readonly string[];
}

export async function startFront(proxyUrl: string): Promise<Front> {
	const writes: string[] = [];
	const violations: string[] = [];
	const server = await startLocalServer(async (asked) => {
		const answer = await answered(asked, proxyUrl, violations);
		const { method, url } = asked;
		if (method !== "GET" && url.pathname !== "/graphql")
			writes.push(`${method} ${url.pathname} ${answer.status}`);
		return answer;
	});
	return { ...server, writes, violations };
}

async function answered(
	{ method, url, headers, body }: Asked,
	proxyUrl: string,
	violations: string[],
): Promise<Answer> {
	const holder = TOKENS[tokenIn(headers.authorization)];
	if (!holder) return refused(401, "Bad credentials");
	if (url.pathname === "/graphql")
		return json(200, { data: { viewer: { login: holder.login } } });
	// What GitHub's description leaves out for most paths, so prism does not see it.
	const isBot = holder.login === BOT;
	if (
		(method !== "GET" && !holder.mayWrite) ||
		(isBot && url.pathname === "/user")
	)
		return refused(403, "Resource not accessible by integration");
	const response = await fetch(`${proxyUrl}${url.pathname}${url.search}`, {
		method,
		headers: {
			authorization: headers.authorization ?? "",
			accept: headers.accept ?? "",
			"content-type": headers["content-type"] ?? "",
		},
		...(body.length > 0 ? { body: body.toString() } : {}),
	});
	const text = await response.text();
	const type = response.headers.get("content-type") ?? "";
	const what = `${method} ${url.pathname}${url.search} ${response.status}`;
	const found = response.headers.get("sl-violations");
	// For most paths the description forgets that what is asked for may be gone.
	const isGone = response.status === 404 && found?.includes("status code");
	if (found && !isGone) violations.push(`${what} ${found}`);
	else if (type.includes("problem+json")) violations.push(`${what} ${text}`);
	const moved = response.headers.get(REDIRECT);
	const link = response.headers.get("link");
	return {
		status: response.status,
		headers: {
			"content-type": type,
			...(moved ? { location: moved } : {}),
			...(link ? { link } : {}),
		},
		body: text,
	};
}

function refused(status: number, message: string) {
	return json(status, {
		message,
		documentation_url: "https://docs.github.com/rest",
		status: String(status),
	});
}
