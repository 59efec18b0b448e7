// Installs what package-lock.json names, once: a clone needs nothing but Node and Go.
// Plain JavaScript, because the Node on PATH may be too old to strip types.
import { execFileSync } from "node:child_process";
import { copyFileSync, readFileSync } from "node:fs";

const lock = readFileSync("package-lock.json", "utf8");
const stamp = "node_modules/.setup-lock.json";

if (read(stamp) !== lock) {
	execFileSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
		stdio: "inherit",
	});
	copyFileSync("package-lock.json", stamp);
}

function read(file) {
	try {
		return readFileSync(file, "utf8");
	} catch {
		return undefined;
	}
}
