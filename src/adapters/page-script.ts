import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * The bundle of src/page, which lies in dist/ beside the bundles that ask for
 * it, or one folder above their chunks; and its digest, base64 of SHA-256, by
 * which a page's policy knows it. Undefined where nothing was built.
 */
export function pageScript():
	| { readonly code: string; readonly sha256: string }
	| undefined {
	const file = ["page.js", "../page.js"]
		.map((path) => fileURLToPath(new URL(path, import.meta.url)))
		.find((path) => existsSync(path));
	if (file === undefined) return undefined;
	const code = readFileSync(file, "utf8");
	return { code, sha256: createHash("sha256").update(code).digest("base64") };
}
