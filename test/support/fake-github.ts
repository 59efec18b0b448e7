import {
	createServer,
	type IncomingMessage,
	type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";

/** An account as the token's owner or a comment's author. */
export interface Account {
	readonly login: string;
	readonly type: "User" | "Bot";
}

export interface StoredComment {
	readonly id: number;
	body: string;
	readonly user: Account | null;
}

/** What a workflow run left. */
export interface StoredArtifact {
	readonly run: number;
	readonly name: string;
	readonly zip: Uint8Array;
	/** What the list says; the truth unless told. */
	readonly size?: number;
	readonly expired?: boolean;
}

export interface StoredPull {
	readonly number: number;
	readonly head: {
		readonly label: string;
		readonly sha: string;
		readonly repo: { readonly id: number } | null;
	};
}

/** The next answer to a request that matches, instead of the real one. */
export interface ScriptedFailure {
	readonly method: string;
	readonly path: RegExp;
	readonly status: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly message?: string;
	/** Answers as it likes, instead of a status. */
	readonly raw?: (response: ServerResponse) => void;
	/** How many answers; 1 unless told. */
	times?: number;
}

export interface FakeGithub {
	readonly url: string;
	readonly comments: StoredComment[];
	/** Numbered from 0 in this order. */
	readonly artifacts: StoredArtifact[];
	/** How many of the next downloads break off midway. */
	breakDownloads: number;
	/** Of pull request 7; null: GitHub will not say. */
	headSha: string | null;
	/** The open ones. */
	readonly pulls: StoredPull[];
	/** `POST /repos/…` of every request, in order. */
	readonly requests: string[];
	readonly failures: ScriptedFailure[];
	/** Answers to `viewer { login }` and `GET /user`; null: not available to this token. */
	graphqlViewer: string | null;
	restViewer: string | null;
	/** The token's account. */
	self: Account;
	/** Characters a body may have before it is "too long". */
	mostCharacters: number;
	/** Called after a comment is created, before it is answered: the other run that was as quick. */
	onCreate: (created: StoredComment) => void;
	writes(): readonly string[];
	/** As a network does that fails. */
	dropConnections(): void;
	close(): Promise<void>;
}

const BOT: Account = { login: "github-actions[bot]", type: "Bot" };

/** A small, stateful GitHub that knows the comments of acme/shop's pull request 7, its pull requests and artifacts. */
export async function startFakeGithub(): Promise<FakeGithub> {
	let lastId = 1000;
	const server = createServer((request, response) => {
		void answer(request).then(({ status, headers, json, bytes, raw }) => {
			if (raw) return raw(response);
			response.writeHead(status, {
				"content-type": "application/json; charset=utf-8",
				date: new Date().toUTCString(),
				...headers,
			});
			if (bytes && fake.breakDownloads > 0) {
				fake.breakDownloads--;
				response.write(bytes.subarray(0, 10), () => response.destroy());
				return;
			}
			response.end(bytes ?? (json === undefined ? "" : JSON.stringify(json)));
		});
	});
	await new Promise<void>((resolve) =>
		server.listen(0, "127.0.0.1", () => resolve()),
	);
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const fake: FakeGithub = {
		url,
		comments: [],
		artifacts: [],
		headSha: null,
		breakDownloads: 0,
		pulls: [],
		requests: [],
		failures: [],
		graphqlViewer: BOT.login,
		restViewer: null,
		self: BOT,
		mostCharacters: 65_536,
		onCreate: () => {},
		writes: () => fake.requests.filter((line) => !/^GET|graphql/.test(line)),
		dropConnections: () => server.closeAllConnections(),
		close: () =>
			new Promise((resolve) => {
				server.closeAllConnections();
				server.close(() => resolve());
			}),
	};
	return fake;

	async function answer(request: IncomingMessage): Promise<Answer> {
		const method = request.method ?? "";
		const at = new URL(request.url ?? "/", url);
		fake.requests.push(`${method} ${at.pathname}${at.search}`);
		const body = await read(request);
		const failure = fake.failures.find(
			(one) => one.method === method && one.path.test(at.pathname),
		);
		if (failure) {
			failure.times = (failure.times ?? 1) - 1;
			if (failure.times <= 0) {
				fake.failures.splice(fake.failures.indexOf(failure), 1);
			}
			return {
				status: failure.status,
				...(failure.raw ? { raw: failure.raw } : {}),
				...(failure.headers ? { headers: failure.headers } : {}),
				json: { message: failure.message ?? `Scripted ${failure.status}` },
			};
		}
		if (at.pathname === "/graphql") return viewer(fake.graphqlViewer, true);
		if (at.pathname === "/user") return viewer(fake.restViewer, false);
		if (at.pathname === "/repos/acme/shop/issues/7/comments") {
			return method === "POST" ? create(body) : list(at);
		}
		if (at.pathname === "/repos/acme/shop/pulls") return pulls(at);
		if (at.pathname === "/repos/acme/shop/pulls/7" && fake.headSha !== null)
			return { status: 200, json: { number: 7, head: { sha: fake.headSha } } };
		const ofRun = /^\/repos\/acme\/shop\/actions\/runs\/(\d+)\/artifacts$/.exec(
			at.pathname,
		);
		if (ofRun) return artifacts(at, Number(ofRun[1]));
		const zip = /^\/repos\/acme\/shop\/actions\/artifacts\/(\d+)\/zip$/.exec(
			at.pathname,
		);
		if (zip) {
			const location = `${url}/blob/${zip[1]}`;
			return { status: 302, headers: { location } };
		}
		const blob = /^\/blob\/(\d+)$/.exec(at.pathname);
		if (blob) {
			const bytes = fake.artifacts[Number(blob[1])]?.zip;
			return bytes ? { status: 200, bytes } : { status: 404 };
		}
		const one = /^\/repos\/acme\/shop\/issues\/comments\/(\d+)$/.exec(
			at.pathname,
		);
		const found = fake.comments.find(({ id }) => id === Number(one?.[1]));
		if (!found) return { status: 404, json: { message: "Not Found" } };
		if (method === "DELETE") {
			fake.comments.splice(fake.comments.indexOf(found), 1);
			return { status: 204 };
		}
		if (tooLong(body)) return TOO_LONG;
		found.body = body;
		return { status: 200, json: shown(found) };
	}

	function viewer(login: string | null, graphql: boolean): Answer {
		if (login === null) {
			return graphql
				? { status: 404, json: { message: "Not Found" } }
				: {
						status: 403,
						json: { message: "Resource not accessible by integration" },
					};
		}
		return {
			status: 200,
			json: graphql ? { data: { viewer: { login } } } : { login },
		};
	}

	function create(body: string): Answer {
		if (tooLong(body)) return TOO_LONG;
		const comment = { id: ++lastId, body, user: fake.self };
		fake.comments.push(comment);
		fake.onCreate(comment);
		return { status: 201, json: shown(comment) };
	}

	function list(at: URL): Answer {
		const { items, headers } = pageOf(fake.comments, at);
		return { status: 200, json: items.map(shown), headers };
	}

	function pulls(at: URL): Answer {
		const head = at.searchParams.get("head");
		const found = fake.pulls.filter((pull) => pull.head.label === head);
		return { status: 200, json: found };
	}

	function artifacts(at: URL, run: number): Answer {
		const all = fake.artifacts.flatMap((one, id) =>
			one.run === run
				? [
						{
							id,
							name: one.name,
							size_in_bytes: one.size ?? one.zip.length,
							expired: one.expired ?? false,
						},
					]
				: [],
		);
		const { items, headers } = pageOf(all, at);
		const json = { total_count: all.length, artifacts: items };
		return { status: 200, json, headers };
	}

	function pageOf<T>(all: readonly T[], at: URL) {
		const size = Number(at.searchParams.get("per_page") ?? 30);
		const page = Number(at.searchParams.get("page") ?? 1);
		const next = new URL(at);
		next.searchParams.set("page", String(page + 1));
		const headers: Record<string, string> =
			all.length > page * size ? { link: `<${next.href}>; rel="next"` } : {};
		return { items: all.slice((page - 1) * size, page * size), headers };
	}

	function tooLong(body: string): boolean {
		return body.length > fake.mostCharacters;
	}

	function shown(comment: StoredComment) {
		return {
			...comment,
			html_url: `${url}/acme/shop/pull/7#issuecomment-${comment.id}`,
		};
	}
}

interface Answer {
	readonly status: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly json?: unknown;
	readonly bytes?: Uint8Array;
	readonly raw?: (response: ServerResponse) => void;
}

const TOO_LONG: Answer = {
	status: 422,
	json: {
		message: "Validation Failed",
		errors: [
			{
				resource: "IssueComment",
				code: "unprocessable",
				field: "data",
				message: "Body is too long (maximum is 65536 characters)",
			},
		],
	},
};

/** The `body` field of a JSON request. */
async function read(request: IncomingMessage): Promise<string> {
	let text = "";
	for await (const chunk of request) text += chunk;
	return text === "" ? "" : String(JSON.parse(text).body ?? "");
}
