import { mkdir, readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import * as z from "zod/mini";
import {
	agentSources,
	mergeGoFlags,
	overlayJson,
} from "../../agent/overlay.ts";
import { Stop } from "../../model/problem.ts";
import { goToolchain } from "./toolchain.ts";
import { gorootPlaceholder, goWrapper, overlayName } from "./wrapper.ts";

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
	const overlay = (goroot: string) => overlayJson({ goroot, folder, existing });
	await writeFile(template, overlay(gorootPlaceholder));
	// For a build that calls go by its path. A downloaded toolchain would refuse
	// to work with files of its own replaced, so there it gets no agent instead.
	await writeFile(
		overlayFile,
		overlay(toolchain.downloaded ? `${workDir}/none` : toolchain.goroot),
	);
	const wrapper = goWrapper({
		go: toolchain.go,
		workDir,
		template,
		goflags: merged.flags,
	});
	await writeFile(`${bin}/go`, wrapper, { mode: 0o755 });

	return {
		env: { PATH: `${bin}:${env.PATH ?? ""}`, GOFLAGS: merged.flags },
		notes: toolchain.downloaded
			? [
					`${toolchain.version} was downloaded by Go itself and refuses overlays, so the build reaches it through a link. A build that calls go by an absolute path gets no agent.`,
				]
			: [],
	};
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
