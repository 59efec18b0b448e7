import {
	closeSync,
	existsSync,
	fsyncSync,
	linkSync,
	lstatSync,
	mkdirSync,
	openSync,
	realpathSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { Stop } from "../model/problem.ts";
import { systemReason } from "./system-reason.ts";

export interface Written {
	/** From the root, with `/`. */
	readonly path: string;
	readonly text: string;
}

/** A Stop `already-there` where one of the paths exists, be it a broken link. */
export function refuseExisting(root: string, paths: readonly string[]): void {
	const there = paths.filter((path) => isThere(join(root, path)));
	if (there.length > 0)
		throw new Stop(...there.map((path) => alreadyThere(path)));
}

/**
 * Writes files that are not there yet, all of them or none, each whole from the
 * moment it can be seen. Nothing is ever overwritten, nor written outside the
 * root through a link.
 */
export function writeNewFiles(root: string, files: readonly Written[]): void {
	refuseExisting(
		root,
		files.map(({ path }) => path),
	);
	const made: string[] = [];
	try {
		for (const { path, text } of files) {
			writeWhole(root, path, text);
			made.push(join(root, path));
		}
	} catch (error) {
		for (const file of made) rmSync(file, { force: true });
		throw error;
	}
}

function writeWhole(root: string, path: string, text: string): void {
	const file = join(root, path);
	const beside = `${file}.${process.pid}.tmp`;
	let isOurs = false;
	try {
		refuseOutside(root, path);
		mkdirSync(dirname(file), { recursive: true });
		const handle = openSync(beside, "wx");
		isOurs = true;
		writeFileSync(handle, text);
		fsyncSync(handle);
		closeSync(handle);
		// Unlike a rename, a link never takes the place of a file.
		linkSync(beside, file);
	} catch (error) {
		if (error instanceof Stop) throw error;
		if (Object(error).code === "EEXIST" && isThere(file))
			throw new Stop(alreadyThere(path));
		throw new Stop({
			code: "not-written",
			message: `${path} cannot be written: ${systemReason(error)}.`,
			where: path,
			remedy: "Nothing was written. Make its folder writable.",
		});
	} finally {
		if (isOurs) rmSync(beside, { force: true });
	}
}

/** Before anything is made: a folder on the way may be a link. */
function refuseOutside(root: string, path: string): void {
	const parts = path.split("/");
	for (let length = 1; length < parts.length; length++) {
		const folder = parts.slice(0, length).join("/");
		if (!existsSync(join(root, folder))) return;
		const real = relative(realpathSync(root), realpathSync(join(root, folder)));
		if (!real.startsWith("..")) continue;
		throw new Stop({
			code: "not-written",
			message: `${folder} is a link to a folder outside the repository.`,
			where: path,
			remedy: "Nothing was written. Make it a folder of the repository.",
		});
	}
}

/** A broken link is there, too. */
function isThere(file: string): boolean {
	try {
		lstatSync(file);
		return true;
	} catch {
		return false;
	}
}

function alreadyThere(path: string) {
	return {
		code: "already-there",
		message: `${path} is there already, and is never overwritten.`,
		where: path,
		remedy:
			"Nothing was written. leak-budget init --dry-run shows what would be; or move that file away first.",
	};
}
