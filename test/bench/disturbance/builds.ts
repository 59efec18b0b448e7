import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { execa } from "execa";

export type Tool = typeof import("./tool.ts");

/** The service as its owners build it, with the agent alone, and with labels too. */
export interface Builds {
	readonly plain: string;
	readonly agent: string;
	readonly labels: string;
	/** Drives them. */
	readonly load: string;
}

const HERE = fileURLToPath(new URL(".", import.meta.url));

export async function bundledTool(scratch: string): Promise<Tool> {
	const outfile = join(scratch, "tool.mjs");
	await build({
		entryPoints: [join(HERE, "tool.ts")],
		outfile,
		bundle: true,
		format: "esm",
		platform: "node",
		loader: { ".go": "text" },
		banner: {
			js: 'import{createRequire as __cr}from"node:module";const require=__cr(import.meta.url);',
		},
	});
	return import(outfile);
}

export async function buildAll(
	tool: Tool,
	scratch: string,
	signal: AbortSignal,
): Promise<Builds> {
	const own = process.env as Record<string, string>;
	const { env, notes } = await tool.prepareGoBuild({
		directory: HERE,
		env: own,
		workDir: scratch,
		signal,
	});
	for (const note of notes) console.log(note);
	const go = async (name: string, what: string, more: object) => {
		const file = join(scratch, name);
		await execa("go", ["build", "-o", file, what], {
			cwd: HERE,
			env: { ...own, ...more },
			extendEnv: false,
			cancelSignal: signal,
		});
		return file;
	};
	const labels = await go("labels", "./service", env);
	const withoutLabels = `-overlay=${overlayWithoutLabels(scratch)}`;
	return {
		labels,
		agent: await go("agent", "./service", { ...env, GOFLAGS: withoutLabels }),
		plain: await go("plain", "./service", {}),
		load: await go("load", "./load", {}),
	};
}

/** What the build took in, less all of it that goes to net/http. */
function overlayWithoutLabels(scratch: string): string {
	const made = readdirSync(scratch).find((name) =>
		/^leak-budget-overlay-.*\.json$/.test(name),
	);
	if (made === undefined) throw new Error("the build made no overlay");
	const { Replace } = JSON.parse(readFileSync(join(scratch, made), "utf8"));
	const kept = Object.entries(Replace).filter(
		([file]) => !file.includes("/net/http/"),
	);
	const file = join(scratch, "without-labels.json");
	writeFileSync(file, JSON.stringify({ Replace: Object.fromEntries(kept) }));
	return file;
}
