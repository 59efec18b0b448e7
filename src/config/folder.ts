/** Paths of the Plan without node:path: this part of the pipeline is pure. Both separators of Windows are understood. */

/** The absolute folder that `path` names when it starts from the absolute `base`. */
export function resolveFolder(base: string, path: string): string {
	const absolute = isAbsolute(path) ? path : `${base}/${path}`;
	const root = /^(?:[A-Za-z]:)?/.exec(absolute)?.[0] ?? "";
	const steps: string[] = [];
	for (const step of absolute.slice(root.length).split(separator(base))) {
		if (step === "..") steps.pop();
		else if (step !== "" && step !== ".") steps.push(step);
	}
	return `${root}/${steps.join("/")}`;
}

/** The last part of a folder's path; `service` for a root, which has no name. */
export function folderName(path: string): string {
	return (
		path
			.split(separator(path))
			.findLast((part) => part !== "" && !/^[A-Za-z]:$/.test(part)) ?? "service"
	);
}

function isAbsolute(path: string): boolean {
	return path.startsWith("/") || /^[A-Za-z]:[\\/]/.test(path);
}

/** A backslash is part of a name, except where the base has a drive. */
function separator(base: string): RegExp {
	return /^[A-Za-z]:[\\/]/.test(base) ? /[\\/]/ : /\//;
}
