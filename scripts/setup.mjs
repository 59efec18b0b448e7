// Installs what package-lock.json names, once: a clone needs nothing but Node and Go.
// Plain JavaScript, because the Node on PATH may be too old to strip types.
import { execFileSync } from "node:child_process";
import { copyFileSync, readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";

const TIMES = 3;
const PAUSE_MS = 10_000;

const lock = readFileSync("package-lock.json", "utf8");
const stamp = "node_modules/.setup-lock.json";

if (read(stamp) !== lock) {
	await install();
	copyFileSync("package-lock.json", stamp);
}

/** Networks and registries hiccup. */
async function install() {
	const words = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
	for (let time = 1; ; time++) {
		try {
			execFileSync("npm", words, { stdio: "inherit", timeout: 10 * 60_000 });
			return;
		} catch (error) {
			if (time === TIMES) throw error;
			console.error(`Once more in ${PAUSE_MS / 1000} s: ${error.message}`);
			await delay(PAUSE_MS);
		}
	}
}

function read(file) {
	try {
		return readFileSync(file, "utf8");
	} catch {
		return undefined;
	}
}
