import { randomUUID } from "node:crypto";
import type { ArtifactStore } from "./artifact-store.ts";
import {
	type Answer,
	type Asked,
	json,
	type LocalServer,
	startLocalServer,
} from "./local-server.ts";

/** The service that @actions/artifact 6 talks to (Twirp over JSON), and the blob storage behind it. */
export interface ArtifactService extends LocalServer {
	/** Where anyone may fetch the zip for a while, without a token. */
	signedUrl(id: number): string;
}

interface Upload {
	readonly runId: number;
	readonly name: string;
	readonly blocks: Map<string, Buffer>;
	zip?: Buffer;
}

const PREFIX = "/twirp/github.actions.results.api.v1.ArtifactService/";

/** What the runner gives a job as ACTIONS_RUNTIME_TOKEN; unsigned, for nobody here forges it. */
export function runtimeToken(runId: number, job = "job"): string {
	const part = (data: unknown) =>
		Buffer.from(JSON.stringify(data)).toString("base64url");
	const scp = `Actions.ExampleScope Actions.Results:${runId}:${job}`;
	return `${part({ alg: "none", typ: "JWT" })}.${part({ scp })}.`;
}

export async function startArtifactService(
	store: ArtifactStore,
): Promise<ArtifactService> {
	const uploads = new Map<string, Upload>();
	const signatures = new Map<string, number>();
	const server = await startLocalServer((asked) => {
		const { pathname } = asked.url;
		if (pathname.startsWith(PREFIX)) return called(asked);
		if (pathname.startsWith("/upload/")) return uploaded(asked);
		if (pathname.startsWith("/blob/")) return fetched(asked);
		return { status: 404 };
	});
	const signedUrl = (id: number) => {
		const signature = randomUUID();
		signatures.set(signature, id);
		return `${server.url}/blob/${id}.zip?sig=${signature}`;
	};
	return { ...server, signedUrl };

	function called(asked: Asked): Answer {
		const data = JSON.parse(asked.body.toString()) as Readonly<
			Record<string, unknown>
		>;
		const runId = Number(data.workflow_run_backend_id);
		const name = String(data.name);
		if (!isOf(asked.headers.authorization, runId)) {
			return json(403, { code: "permission_denied", msg: "wrong run" });
		}
		switch (asked.url.pathname.slice(PREFIX.length)) {
			case "CreateArtifact": {
				if (store.of(runId).some((one) => one.name === name)) return TAKEN;
				const key = randomUUID();
				uploads.set(key, { runId, name, blocks: new Map() });
				return json(200, {
					ok: true,
					signed_upload_url: `${server.url}/upload/${key}?sig=${randomUUID()}`,
				});
			}
			case "FinalizeArtifact": {
				const upload = [...uploads.values()].find(
					(one) => one.runId === runId && one.name === name && one.zip,
				);
				if (upload?.zip?.length !== Number(data.size)) {
					return json(400, { code: "invalid_argument", msg: "wrong size" });
				}
				const stored = store.add(runId, name, upload.zip);
				if (!stored) return TAKEN;
				return json(200, { ok: true, artifact_id: String(stored.id) });
			}
			case "ListArtifacts":
				return json(200, {
					artifacts: store.of(runId).map((one) => ({
						workflow_run_backend_id: String(runId),
						workflow_job_run_backend_id: "job",
						database_id: String(one.id),
						name: one.name,
						size: String(one.zip.length),
						created_at: one.createdAt,
						digest: one.digest,
					})),
				});
			case "GetSignedArtifactURL": {
				const found = store.of(runId).find((one) => one.name === name);
				return found
					? json(200, { name, signed_url: signedUrl(found.id) })
					: json(404, { code: "not_found", msg: "no such artifact" });
			}
			default:
				return json(404, { code: "bad_route", msg: asked.url.pathname });
		}
	}

	/** As Azure takes blocks: each by its id, then the list that puts them in order. */
	function uploaded({ url, body }: Asked): Answer {
		const upload = uploads.get(url.pathname.slice("/upload/".length));
		if (!upload) return { status: 404 };
		switch (url.searchParams.get("comp")) {
			case "block":
				upload.blocks.set(url.searchParams.get("blockid") ?? "", body);
				break;
			case "blocklist": {
				const ids = body.toString().matchAll(/<Latest>([^<]*)<\/Latest>/g);
				upload.zip = Buffer.concat(
					[...ids].map(([, id = ""]) => {
						const block = upload.blocks.get(id);
						if (!block) throw new Error(`no block ${id}`);
						return block;
					}),
				);
				break;
			}
			default:
				upload.zip = body;
		}
		return {
			status: 201,
			headers: {
				etag: '"1"',
				"last-modified": new Date().toUTCString(),
				"x-ms-request-id": randomUUID(),
				"x-ms-version": "2025-05-05",
			},
		};
	}

	function fetched({ url, headers }: Asked): Answer {
		const id = signatures.get(url.searchParams.get("sig") ?? "");
		const found = id === undefined ? undefined : store.byId(id);
		if (!found) return { status: 403 };
		// A signed address and a token at once are too much for Azure.
		if (headers.authorization) return { status: 400 };
		return {
			status: 200,
			headers: { "content-type": "application/zip" },
			body: found.zip,
		};
	}
}

const TAKEN = json(409, {
	code: "already_exists",
	msg: "an artifact with this name already exists on the workflow run",
});

function isOf(authorization: string | undefined, runId: number): boolean {
	const [, claims = ""] = (authorization ?? "").split(".");
	const text = Buffer.from(claims, "base64url").toString();
	return text.includes(`Actions.Results:${runId}:`);
}
