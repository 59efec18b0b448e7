import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { runInNewContext } from "node:vm";
import { expect, test } from "@jest/globals";
import { build } from "esbuild";
import { BROWSER_BUNDLE } from "../../scripts/browser-bundle.ts";
import type { exactAt } from "../../src/pprof/int-column.ts";
import type { readProfile } from "../../src/pprof/read.ts";
import { profileBytes } from "../support/profile-bytes.ts";

const FOLDER = fileURLToPath(new URL("../../src/pprof/", import.meta.url));
const MOST_BYTES = 120_000;

/** What a page does with profiles: any format in, merged or subtracted, compared, summed up. */
const PAGE = [
	"format.ts",
	"combine.ts",
	"compare.ts",
	"stacks.ts",
	"trimmed-graph.ts",
];

test("for the HTML report's page: under 120 kB", async () => {
	expect(await bundleSize(PAGE)).toBeLessThan(MOST_BYTES);
});

test("nothing in the folder needs Node", async () => {
	const all = readdirSync(FOLDER, { recursive: true, encoding: "utf8" });
	const files = all.filter((file) => file.endsWith(".ts"));
	expect(await bundleSize(files)).toBeGreaterThan(await bundleSize(PAGE));
});

/** Of a minified bundle of all that the files export. */
async function bundleSize(files: readonly string[]): Promise<number> {
	const { outputFiles } = await build({
		...BROWSER_BUNDLE,
		stdin: {
			contents: files.map((file) => `export * from "./${file}";`).join("\n"),
			resolveDir: FOLDER,
		},
		write: false,
	});
	return outputFiles[0]?.contents.length ?? 0;
}

test("reading needs no package `long`", async () => {
	const { outputFiles } = await build({
		stdin: {
			contents: `export { readProfile } from "./read.ts"; export { exactAt } from "./int-column.ts";`,
			resolveDir: FOLDER,
		},
		...BROWSER_BUNDLE,
		format: "cjs",
		write: false,
	});
	const module = { exports: {} as Record<string, unknown> };
	const code = outputFiles[0]?.text ?? "";
	runInNewContext(`(function (module, exports, require) {${code}\n})`, {
		TextDecoder,
		TextEncoder,
	})(module, module.exports, () => {
		throw new Error("no packages here");
	});
	const page = module.exports as {
		readProfile: typeof readProfile;
		exactAt: typeof exactAt;
	};
	const bytes = profileBytes({
		sampleTypes: [["n", "count"]],
		samples: [{ locations: [], values: [-(2n ** 62n)] }],
	});
	expect(page.exactAt(page.readProfile(bytes).samples.values, 0)).toBe(
		-(2n ** 62n),
	);
});
