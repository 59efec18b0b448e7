import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { execa } from "execa";
import * as z from "zod/mini";
import {
	agentSources,
	mergeGoFlags,
	overlayJson,
} from "../../agent/overlay.ts";
import { Stop } from "../../model/problem.ts";
import { goToolchain, type Toolchain } from "./toolchain.ts";
import {
	completedOverlay,
	gorootPlaceholder,
	goWrapper,
	labelledServer,
	overlayName,
	versionPlaceholder,
} from "./wrapper.ts";

/** What a build needs in its environment so that the service comes out with the agent in it. */
export interface GoBuild {
	/** To be laid over the build's own environment. */
	readonly env: Readonly<Record<string, string>>;
	/** Sentences for the user about what was special. */
	readonly notes: readonly string[];
}

/**
 * Asks Go how it would build in `directory` under `env` (the whole environment,
 * PATH included) and prepares an overlay for it. Writes below `workDir`
 * (absolute, of this run alone) and nowhere else. A Stop when there is no Go.
 */
export async function prepareGoBuild(options: {
	readonly directory: string;
	readonly env: Readonly<Record<string, string>>;
	readonly workDir: string;
	readonly signal: AbortSignal;
}): Promise<GoBuild> {
	const { directory, env, workDir, signal } = options;
	const toolchain = await goToolchain({ directory, env, signal });
	if (isTooOld(toolchain.version)) {
		return {
			env: {},
			notes: [
				`${toolchain.version} cannot take the agent (it needs Go 1.17 or newer): profiles come from net/http/pprof, if the service has it.`,
			],
		};
	}

	// Go leaves out folders that begin with an underscore when it looks for packages.
	const folder = `${workDir}/_agent`;
	const bin = `${workDir}/bin`;
	await mkdir(folder, { recursive: true });
	await mkdir(bin, { recursive: true });
	for (const [name, source] of Object.entries(agentSources)) {
		await writeFile(`${folder}/${name}`, source);
	}

	const overlayFile = `${workDir}/${overlayName}.json`;
	const template = `${workDir}/overlay-template.json`;
	const merged = mergeGoFlags(toolchain.goflags, overlayFile);
	const existing = await userOverlay(merged.existing, directory);
	const server = labelledServer(workDir, versionPlaceholder);
	const overlay = overlayJson({
		goroot: gorootPlaceholder,
		folder,
		server,
		existing,
	});
	await writeFile(template, overlay);
	const wrapper = goWrapper({
		go: toolchain.go,
		workDir,
		template,
		goflags: merged.flags,
	});
	await writeFile(`${bin}/go`, wrapper, { mode: 0o755 });
	await execa(`${bin}/go`, ["version"], {
		cwd: directory,
		env: { ...env },
		extendEnv: false,
		stdin: "ignore",
		cancelSignal: signal,
		reject: false,
	});
	signal.throwIfAborted();
	// For a build that calls go by its path. A downloaded toolchain would refuse
	// to work with files of its own replaced, so there it gets no agent instead.
	const made = completedOverlay(workDir, toolchain.version);
	const hasAgent = !toolchain.downloaded && existsSync(made);
	await writeFile(
		overlayFile,
		hasAgent
			? await readFile(made)
			: `${JSON.stringify({ Replace: existing })}\n`,
	);
	return {
		env: { PATH: `${bin}:${env.PATH ?? ""}`, GOFLAGS: merged.flags },
		notes: notesOn(
			toolchain,
			existsSync(labelledServer(workDir, toolchain.version)),
		),
	};
}

function notesOn(
	{ version, downloaded }: Toolchain,
	isLabelled: boolean,
): readonly string[] {
	const link = `${version} was downloaded by Go itself and refuses overlays, so the build reaches it through a link. A build that calls go by an absolute path gets no agent.`;
	const labels = `The net/http of ${version} is not as it was from Go 1.23 to 1.27, so goroutines carry no routes: culprits are named without them.`;
	return [...(downloaded ? [link] : []), ...(isLabelled ? [] : [labels])];
}

/** `-overlay` came with Go 1.16, the build constraints that the agent's files use with 1.17. */
function isTooOld(version: string): boolean {
	const minor = /^go1\.(\d+)/.exec(version)?.[1];
	return minor !== undefined && Number(minor) < 17;
}

const Overlay = z.object({
	Replace: z.optional(z.record(z.string(), z.string())),
});

/** The `Replace` map of the user's own overlay, its paths made absolute: Go reads them from the build's folder. */
async function userOverlay(
	file: string | undefined,
	directory: string,
): Promise<Readonly<Record<string, string>>> {
	if (file === undefined) return {};
	const path = resolve(directory, file);
	let text: string;
	try {
		text = await readFile(path, "utf8");
	} catch (error) {
		throw badOverlay(path, (error as Error).message);
	}
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch (error) {
		throw badOverlay(path, (error as Error).message);
	}
	const overlay = Overlay.safeParse(json);
	if (!overlay.success)
		throw badOverlay(path, "it has no Replace map of texts");
	const entries = Object.entries(overlay.data.Replace ?? {});
	return Object.fromEntries(
		// An empty replacement deletes the file.
		entries.map(([from, to]) => [
			resolve(directory, from),
			to === "" ? "" : resolve(directory, to),
		]),
	);
}

function badOverlay(path: string, why: string): Stop {
	return new Stop({
		code: "go-overlay-unreadable",
		message: `The overlay that GOFLAGS names, ${path}, cannot be read: ${why}.`,
		remedy:
			"Mend that file, or take -overlay out of GOFLAGS (`go env GOFLAGS`).",
	});
}
