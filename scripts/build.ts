import { rmSync } from "node:fs";
import { type BuildOptions, build } from "esbuild";
import { BROWSER_BUNDLE } from "./browser-bundle.ts";

/** Where the bundle goes; `npm run check` builds into another folder and compares. */
export async function buildInto(outdir: string): Promise<void> {
	rmSync(outdir, { recursive: true, force: true });
	await build({
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
	await build(pageBundle(outdir));
}

/** The script of the HTML report, which is written into each page: dist/page.js. */
function pageBundle(outdir: string): BuildOptions {
	return {
		...BROWSER_BUNDLE,
		entryPoints: { page: "src/page/main.ts" },
		outdir,
		format: "iife",
		// The page goes its own way: the licences of what is in it go with it.
		legalComments: "eof",
	};
}

if (import.meta.main) await buildInto("dist");
