import type { Leg } from "../../model/leg.ts";
import type { Octokit } from "../github/octokit.ts";
import { statusOf } from "../github/retry.ts";
import { readArtifactName } from "./artifact-name.ts";
import { parseForeignVerdict } from "./foreign-verdict.ts";
import { readFromZip } from "./read-zip.ts";
import { Refused } from "./refused.ts";

/** Evidence with its profiles is some MB; a bomb, or somebody's disk image, is not read. */
const MOST_ARTIFACT_BYTES = 64 * 1024 * 1024;
const MOST_VERDICT_BYTES = 4 * 1024 * 1024;
/** Of one run; the first of them are read. */
const MOST_LEGS = 50;
/** Of a hundred artifacts each. */
const MOST_PAGES = 10;
const DOWNLOAD_MS = 60_000;
/** A connection may break while the archive comes. */
const DOWNLOADS = 3;

export interface RunArtifacts {
	readonly legs: readonly Leg[];
	/** Artifacts that were not looked at, because there are too many. */
	readonly unread: number;
}

interface Run {
	readonly owner: string;
	readonly repo: string;
	readonly run: number;
}

/**
 * The verdicts among a run's artifacts, the last attempt of each leg. They are
 * an attacker's where the run was a fork's: bytes, files and fields are capped
 * and checked, nothing is unpacked. An artifact that does not pass is refused
 * by itself, also one that is gone; throws octokit's RequestError where GitHub
 * refuses the rest.
 */
export async function readRunArtifacts(
	octokit: Octokit,
	run: Run,
): Promise<RunArtifacts> {
	const { found, unread } = await legsOf(octokit, run);
	const legs: Leg[] = [];
	// One after the other: each may take its cap of memory.
	for (const { leg, id, bytes } of found.slice(0, MOST_LEGS))
		legs.push({
			leg,
			artifact: id,
			content: await contentOf(octokit, run, id, bytes),
		});
	return { legs, unread: unread + Math.max(0, found.length - MOST_LEGS) };
}

interface Found {
	readonly leg: string;
	readonly attempt: number;
	readonly id: number;
	readonly bytes: number;
}

async function legsOf(
	octokit: Octokit,
	run: Run,
): Promise<{ readonly found: readonly Found[]; readonly unread: number }> {
	const { owner, repo } = run;
	const last = new Map<string, Found>();
	let [pages, seen, all] = [0, 0, 0];
	for await (const { data } of octokit.paginate.iterator(
		octokit.rest.actions.listWorkflowRunArtifacts,
		{ owner, repo, run_id: run.run, per_page: 100 },
	)) {
		seen += data.length;
		// Plain lists are all that the paginator gives; how many there are stands beside them.
		all = (data as { readonly total_count?: number }).total_count ?? seen;
		for (const { id, name, size_in_bytes: bytes, expired } of data) {
			const named = readArtifactName(name);
			if (named === undefined || expired) continue;
			const other = last.get(named.leg);
			const isLater =
				other === undefined ||
				named.attempt > other.attempt ||
				(named.attempt === other.attempt && id > other.id);
			if (isLater) last.set(named.leg, { ...named, id, bytes });
		}
		if (++pages === MOST_PAGES) break;
	}
	return { found: [...last.values()], unread: Math.max(0, all - seen) };
}

async function contentOf(
	octokit: Octokit,
	run: Run,
	id: number,
	bytes: number,
): Promise<Leg["content"]> {
	try {
		if (bytes > MOST_ARTIFACT_BYTES) throw tooLarge();
		const archive = await download(octokit, run, id);
		const json = await readFromZip(archive, "verdict.json", MOST_VERDICT_BYTES);
		return { verdict: parseForeignVerdict(new TextDecoder().decode(json)) };
	} catch (error) {
		if (error instanceof Refused) return { refused: error.message };
		const status = statusOf(error);
		if (status === 404 || status === 410) return { refused: "it is gone" };
		throw error;
	}
}

async function download(
	octokit: Octokit,
	run: Run,
	id: number,
): Promise<Uint8Array> {
	for (let time = 1; ; time++) {
		try {
			return await downloadOnce(octokit, run, id);
		} catch (error) {
			// What GitHub says has been repeated already.
			if (error instanceof Refused || statusOf(error) !== undefined)
				throw error;
			if (time === DOWNLOADS)
				throw new Refused("it could not be downloaded whole");
		}
	}
}

/** Counts what comes, whatever size was promised. */
async function downloadOnce(
	octokit: Octokit,
	{ owner, repo }: Run,
	id: number,
): Promise<Uint8Array> {
	const { data } = await octokit.rest.actions.downloadArtifact({
		owner,
		repo,
		artifact_id: id,
		archive_format: "zip",
		request: { parseSuccessResponseBody: false, timeoutMs: DOWNLOAD_MS },
	});
	const chunks: Uint8Array[] = [];
	let length = 0;
	for await (const chunk of data as ReadableStream<Uint8Array>) {
		length += chunk.length;
		if (length > MOST_ARTIFACT_BYTES) throw tooLarge();
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}

function tooLarge(): Refused {
	return new Refused(`it is larger than ${MOST_ARTIFACT_BYTES >> 20} MiB`);
}
