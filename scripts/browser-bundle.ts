import { readFileSync } from "node:fs";
import type { BuildOptions, Plugin } from "esbuild";

/** How src/pprof is bundled for a page. Imports of node:* fail the build. */
export const BROWSER_BUNDLE = {
	bundle: true,
	minify: true,
	format: "esm",
	platform: "browser",
	target: "es2022",
	// protobufjs does without where it is missing, and so do we (pprof/wire.ts).
	external: ["long"],
	plugins: [withoutDeflate()],
	logLevel: "error",
} satisfies BuildOptions;

/**
 * pako's table of levels holds on to all of deflate, 12 kB, because making an
 * entry might have an effect. It has none.
 */
function withoutDeflate(): Plugin {
	return {
		name: "pako without deflate where nothing deflates",
		setup: ({ onLoad }) => {
			onLoad({ filter: /[\\/]pako\.mjs$/ }, ({ path }) => ({
				contents: readFileSync(path, "utf8").replaceAll(
					"new Config(",
					"/* @__PURE__ */ new Config(",
				),
				loader: "js",
			}));
		},
	};
}
