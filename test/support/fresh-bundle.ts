import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildInto } from "../../scripts/build.ts";

const FIXTURES = fileURLToPath(new URL("../../fixtures", import.meta.url));

/** Bundles the sources as they are now into `folder`, so that a stale dist/ cannot mislead; returns the CLI's file. */
export async function freshBundle(folder: string): Promise<string> {
	await buildInto(join(folder, "dist"));
	// `demo` takes its samples from beside dist/, as in the package.
	symlinkSync(FIXTURES, join(folder, "fixtures"));
	return join(folder, "dist", "cli.js");
}
