import { transformSync } from "esbuild";

/** TypeScript becomes JavaScript; a Go file becomes a module whose default export is its text, as in the bundle. */
export default {
	process(source, path) {
		const loader = path.endsWith(".go") ? "text" : "ts";
		return transformSync(source, {
			loader,
			format: "esm",
			sourcemap: "inline",
			sourcefile: path,
			target: "node20",
		});
	},
};
