import type { ArtifactService } from "./artifact-service.ts";
import type { ArtifactStore, StoredArtifact } from "./artifact-store.ts";
import {
	type Answer,
	type Asked,
	json,
	type LocalServer,
	startLocalServer,
} from "./local-server.ts";
import { BOT, bare } from "./tokens.ts";

/** Characters GitHub allows in a comment. */
const LONGEST_COMMENT = 65_536;

/** Where the checked proxy finds the redirection: it follows a `location` itself. */
export const REDIRECT = "x-bed-location";

/** Behind the checking proxy: emulate, and what it lacks of GitHub. */
export async function startUpstream(options: {
	readonly emulatorUrl: string;
	/** The address that clients know; emulate writes its own into links. */
	readonly publicUrl: () => string;
	readonly store: ArtifactStore;
	readonly service: ArtifactService;
	/** Head commits of pull requests by number; emulate has commits of its own. */
	readonly heads: ReadonlyMap<number, string>;
}): Promise<LocalServer> {
	const { emulatorUrl, store, service } = options;
	return await startLocalServer(async (asked) => {
		const { pathname } = asked.url;
		const ofRun = /^\/repos\/acme\/shop\/actions\/runs\/(\d+)\/artifacts$/;
		const ofOne = /^\/repos\/acme\/shop\/actions\/artifacts\/(\d+)(\/zip)?$/;
		const [, runId] = ofRun.exec(pathname) ?? [];
		if (runId) return listed(Number(runId), asked.url.searchParams);
		const [, id, zip] = ofOne.exec(pathname) ?? [];
		if (id) return artifact(Number(id), zip !== undefined);
		if (/^(POST|PATCH)$/.test(asked.method)) {
			const { body = "" } = JSON.parse(asked.body.toString());
			if (body.length > LONGEST_COMMENT) return TOO_LONG;
		}
		return await emulated(asked);
	});

	function listed(runId: number, query: URLSearchParams): Answer {
		const name = query.get("name");
		const all = store
			.of(runId)
			.filter((one) => name === null || one.name === name);
		const size = Math.min(100, Number(query.get("per_page") ?? 30));
		const page = Number(query.get("page") ?? 1);
		const some = all.slice((page - 1) * size, page * size);
		const answer = json(200, {
			total_count: all.length,
			artifacts: some.map(described),
		});
		if (page * size >= all.length) return answer;
		const next = `${options.publicUrl()}/repos/acme/shop/actions/runs/${runId}/artifacts?per_page=${size}&page=${page + 1}`;
		return {
			...answer,
			headers: { ...answer.headers, link: `<${next}>; rel="next"` },
		};
	}

	function artifact(id: number, zip: boolean): Answer {
		const found = store.byId(id);
		if (!found) return json(404, { message: "Not Found", status: "404" });
		if (!zip) return json(200, described(found));
		return { status: 302, headers: { [REDIRECT]: service.signedUrl(id) } };
	}

	function described(one: StoredArtifact) {
		const url = `${options.publicUrl()}/repos/acme/shop/actions/artifacts/${one.id}`;
		return {
			id: one.id,
			node_id: `A_${one.id}`,
			name: one.name,
			size_in_bytes: one.zip.length,
			url,
			archive_download_url: `${url}/zip`,
			expired: false,
			digest: one.digest,
			created_at: one.createdAt,
			updated_at: one.createdAt,
			expires_at: null,
			workflow_run: { id: one.runId },
		};
	}

	async function emulated({
		method,
		url,
		headers,
		body,
	}: Asked): Promise<Answer> {
		const response = await fetch(`${emulatorUrl}${url.pathname}${url.search}`, {
			method,
			headers: {
				authorization: headers.authorization ?? "",
				"content-type": headers["content-type"] ?? "",
			},
			...(body.length > 0 ? { body: body.toString() } : {}),
		});
		const ours = (text: string) =>
			text.replaceAll(emulatorUrl, options.publicUrl());
		const link = response.headers.get("link");
		const text = ours(await response.text());
		return {
			status: response.status,
			headers: {
				"content-type": "application/json; charset=utf-8",
				...(link ? { link: ours(link) } : {}),
			},
			body: text === "" ? "" : JSON.stringify(JSON.parse(text, asGithub)),
		};
	}

	/** Of accounts: the job's is a bot. Of pull requests: the head is the commit that was pushed. */
	function asGithub(_key: string, value: unknown): unknown {
		if (typeof value !== "object" || value === null) return value;
		const { login, head, number } = value as Readonly<Record<string, unknown>>;
		if (login === bare(BOT)) return { ...value, login: BOT, type: "Bot" };
		const sha = options.heads.get(Number(number));
		return head && sha ? { ...value, head: { ...head, sha } } : value;
	}
}

const TOO_LONG = json(422, {
	message: "Validation Failed",
	errors: [
		{
			resource: "IssueComment",
			code: "unprocessable",
			field: "data",
			message: "Body is too long (maximum is 65536 characters)",
		},
	],
	documentation_url: "https://docs.github.com/rest",
	status: "422",
});
