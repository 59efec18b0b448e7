import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { Stop } from "../model/problem.ts";
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
		text: readText(path, file),
		file: relative(from, path) || file,
		directory: basename(folder) === ".github" ? dirname(folder) : folder,
	};
}

function readText(path: string, file: string): string {
	try {
		return readFileSync(path, "utf8");
	} catch (error) {
		throw new Stop({
			code: "config-not-found",
			message: `The budget file ${file} cannot be read: ${systemReason(error)}.`,
			remedy: "Check its name; paths start from the folder you are in.",
		});
	}
}
