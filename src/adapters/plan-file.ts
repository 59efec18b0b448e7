import { existsSync, realpathSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { Stop } from "../model/problem.ts";
import { readRegularFile } from "./regular-file.ts";
import { repositoryRoot } from "./source/repository.ts";
import { systemReason } from "./system-reason.ts";

/** Where a budget file is looked for when none is named. */
export const USUAL_FILES = [
	".github/leak-budget.yml",
	".github/leak-budget.yaml",
	"leak-budget.yml",
	"leak-budget.yaml",
];

export interface PlanFile {
	readonly text: string;
	/** As errors show it. */
	readonly file: string;
	/** Absolute: the folder that its relative paths start from; for a file in `.github`, the folder above. */
	readonly directory: string;
}

/** More than the parser takes, so that it can say what is wrong. */
const MOST_BYTES = 8 * 1024 * 1024;

/** Reads a budget file, or the usual one below `from`. A Stop `config-not-found` where there is none. */
export function readPlanFile(from: string, named?: string): PlanFile {
	const file =
		named ?? USUAL_FILES.find((usual) => existsSync(join(from, usual)));
	if (file === undefined) {
		throw new Stop({
			code: "config-not-found",
			message: `There is no budget file here: neither ${USUAL_FILES.join(" nor ")}.`,
			remedy:
				"Name one (leak-budget run FILE), or let leak-budget init write .github/leak-budget.yml: three lines suffice, see the README.",
		});
	}
	const path = resolve(from, file);
	const folder = dirname(path);
	return {
		text: readText(from, path, file),
		file: relative(from, path) || file,
		directory: basename(folder) === ".github" ? dirname(folder) : folder,
	};
}

function readText(from: string, path: string, file: string): string {
	try {
		refuseLinkOutside(from, path, file);
		return readRegularFile(path, MOST_BYTES).toString("utf8");
	} catch (error) {
		if (error instanceof Stop) throw error;
		throw new Stop({
			code: "config-not-found",
			message: `The budget file ${file} cannot be read: ${systemReason(error)}.`,
			remedy: "Check its name; paths start from the folder you are in.",
		});
	}
}

/** What is wrong with a file is quoted to whoever reads the log: a link, or a folder that is one, must not choose any file of this machine. */
function refuseLinkOutside(from: string, path: string, file: string): void {
	const home = realpathSync(repositoryRoot(from));
	const folder = dirname(path);
	const root = isNamedWithin(home, folder)
		? home
		: realpathSync(repositoryRoot(folder));
	if (realpathSync(path).startsWith(join(root, sep))) return;
	throw new Stop({
		code: "config-link-outside",
		message: `The budget file ${file} is reached by a link to outside of its repository.`,
		where: file,
		remedy: "Put the file itself there, or name the file that is linked to.",
	});
}

/** Whether a path goes through `home`, wherever its links lead from there. */
function isNamedWithin(home: string, folder: string): boolean {
	const above = dirname(folder);
	return (
		realpathSync(folder) === home ||
		(above !== folder && isNamedWithin(home, above))
	);
}
