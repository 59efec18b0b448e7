import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Clock } from "../../ports.ts";
import { within } from "../deadline.ts";
import { BASE, EVIDENCE, REPORTS } from "../evidence/layout.ts";

/** Where the evidence went, or why it did not: a sentence, and what to do. */
export type Uploaded =
	| { readonly id: number; readonly name: string }
	| { readonly failed: string };

/**
 * Puts a run's folder up as an artifact of the workflow run, as
 * actions/upload-artifact does. Never throws: evidence that cannot be uploaded
 * takes nothing from the verdict.
 */
export async function uploadEvidence(options: {
	readonly name: string;
	readonly folder: string;
	readonly environment: Readonly<Record<string, string | undefined>>;
	readonly clock: Clock;
}): Promise<Uploaded> {
	const { name, folder, environment, clock } = options;
	if (isGhes(environment.GITHUB_SERVER_URL))
		return {
			failed: `GitHub Enterprise Server takes no artifacts from an action. ${BY_HAND}`,
		};
	if (!environment.ACTIONS_RUNTIME_TOKEN || !environment.ACTIONS_RESULTS_URL)
		return { failed: `This runner takes no artifacts. ${BY_HAND}` };
	try {
		// With the storage client it brings, the largest part of the bundle.
		const { DefaultArtifactClient } = await import("@actions/artifact");
		const client = new DefaultArtifactClient();
		const files = filesIn(folder);
		const upload = client.uploadArtifact(name, files, folder);
		const { id } = await within(LONGEST_MS, clock, upload);
		return id === undefined
			? { failed: "GitHub gave the artifact no number." }
			: { id, name };
	} catch (error) {
		return { failed: reason(error) };
	}
}

/** The service asks for up to five attempts; the job has other things to do. */
const LONGEST_MS = 3 * 60_000;

const BY_HAND =
	"Keep the `out` folder by a step of your own: actions/upload-artifact (v3 on GitHub Enterprise Server) with if: failure() and include-hidden-files: true, for it leaves dot folders out.";

/** As @actions/artifact tells it, which warns at length instead. */
function isGhes(server = "https://github.com"): boolean {
	const { hostname } = new URL(server);
	return (
		hostname !== "github.com" && !/\.(ghe\.com|localhost)$/u.test(hostname)
	);
}

function reason(error: unknown): string {
	const message = error instanceof Error ? error.message : String(error);
	return /already exists|conflict/iu.test(message)
		? `${message}: give each step of this name a comment-key of its own.`
		: message;
}

/** What a run and its base wrote, and nothing else that lies in their folder; links and sockets stay where they are. */
export function filesIn(folder: string): string[] {
	const runs = [folder, join(folder, BASE)];
	const reports = runs.flatMap((run) =>
		REPORTS.map((name) => join(run, name)).filter(isFile),
	);
	return [
		...reports,
		...runs.flatMap((run) => filesBelow(join(run, EVIDENCE))),
	];
}

/** Step by step: Node's own `recursive` goes into folders that links lead to. */
function filesBelow(path: string): string[] {
	if (isFile(path)) return [path];
	if (!stat(path)?.isDirectory()) return [];
	return readdirSync(path).flatMap((name) => filesBelow(join(path, name)));
}

function isFile(path: string): boolean {
	return stat(path)?.isFile() ?? false;
}

function stat(path: string) {
	return lstatSync(path, { throwIfNoEntry: false });
}
