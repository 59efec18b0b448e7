import { accessSync, constants, statSync } from "node:fs";
import { delimiter, resolve } from "node:path";

/** Whether a shell in `directory` would find this program: by its path, or in the folders of PATH. */
export function isRunnable(
	program: string,
	directory: string,
	path: string,
): boolean {
	if (program.includes("/")) return isExecutable(resolve(directory, program));
	return path
		.split(delimiter)
		.some((folder) => isExecutable(resolve(directory, folder, program)));
}

function isExecutable(file: string): boolean {
	try {
		accessSync(file, constants.X_OK);
		return statSync(file).isFile();
	} catch {
		return false;
	}
}
