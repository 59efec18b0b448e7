import { rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type BuildOptions, build } from "esbuild";
import { BROWSER_BUNDLE } from "./browser-bundle.ts";
import { licencesOf } from "./licences.ts";

const ROOT = resolve(import.meta.dirname, "..");

/** Paths are told from the root, and a node_modules that is a link stays within it: what is built depends on no machine's folders. */
const ANYWHERE = {
	absWorkingDir: ROOT,
	preserveSymlinks: true,
	metafile: true,
} satisfies BuildOptions;

/** Where the bundle goes; `npm run check` builds into another folder and compares. */
export async function buildInto(folder: string): Promise<void> {
	const outdir = resolve(ROOT, folder);
	rmSync(outdir, { recursive: true, force: true });
	const node = await build({
		...ANYWHERE,
		entryPoints: ["src/cli.ts", "src/action.ts"],
		outdir,
		bundle: true,
		splitting: true,
		chunkNames: "chunks/[name]-[hash]",
		format: "esm",
		platform: "node",
		target: "node20",
		minify: true,
		keepNames: true,
		legalComments: "linked",
		loader: { ".go": "text" },
		// Known when a release is packed for npm; dist/ of a commit cannot hold that commit's own.
		define: { RELEASE_SHA: JSON.stringify(process.env.RELEASE_SHA ?? "") },
		// CommonJS packages ask for Node's modules by require().
		banner: {
			js: 'import{createRequire as __cr}from"node:module";const require=__cr(import.meta.url);',
		},
		logLevel: "warning",
	});
	const page = await build(pageBundle(outdir));
	const notices = licencesOf([node.metafile, page.metafile], ROOT);
	writeFileSync(join(outdir, "LICENSES.txt"), notices);
}

/** The script of the HTML report, which is written into each page: dist/page.js. */
function pageBundle(outdir: string) {
	return {
		...ANYWHERE,
		...BROWSER_BUNDLE,
		entryPoints: { page: "src/page/main.ts" },
		outdir,
		format: "iife",
		// The page goes its own way: the licences of what is in it go with it.
		legalComments: "eof",
	} satisfies BuildOptions;
}

if (import.meta.main) await buildInto("dist");
