import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Stop } from "../../model/problem.ts";
import { systemReason } from "../system-reason.ts";

/** What is larger was not written by hand. */
const MOST_BYTES = 512 * 1024;
const MOST_FILES = 20_000;

/** Of others, or made. */
const LEFT_OUT = new Set(["node_modules", "vendor", "testdata", "third_party"]);

/**
 * The texts of a folder's files whose paths (with `/`) are wanted, in the order
 * of the paths. Links are not followed, hidden folders, dependencies and what
 * Go leaves out are not entered. A Stop where the folder cannot be read.
 */
export function textsBelow(
	root: string,
	isWanted: (path: string) => boolean,
): ReadonlyMap<string, string> {
	const texts = [...pathsBelow(root, isWanted)].flatMap((path) => {
		const text = textOf(join(root, path));
		return text === undefined ? [] : [[path, text] as const];
	});
	return new Map(texts);
}

/** The paths alone, as `textsBelow` has them. */
export function pathsBelow(
	root: string,
	isWanted: (path: string) => boolean,
): ReadonlySet<string> {
	const paths: string[] = [];
	const folders = [""];
	for (const folder of folders)
		for (const entry of entriesOf(root, folder)) {
			const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
			if (entry.isDirectory()) {
				if (!LEFT_OUT.has(entry.name) && !/^[._]/.test(entry.name))
					folders.push(path);
			} else if (entry.isFile() && isWanted(path) && paths.length < MOST_FILES)
				paths.push(path);
		}
	return new Set(paths.sort());
}

function entriesOf(root: string, folder: string) {
	try {
		return readdirSync(join(root, folder), { withFileTypes: true });
	} catch (error) {
		// One folder that is closed to us does not hide the others.
		if (folder !== "") return [];
		throw new Stop({
			code: "folder-missing",
			message: `The folder ${root} cannot be read: ${systemReason(error)}.`,
			remedy: "Name the folder of a Go service: leak-budget init DIR.",
		});
	}
}

function textOf(file: string): string | undefined {
	try {
		return lstatSync(file).size <= MOST_BYTES
			? readFileSync(file, "utf8")
			: undefined;
	} catch {
		return undefined;
	}
}
