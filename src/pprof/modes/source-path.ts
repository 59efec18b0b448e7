import { extendedStrings } from "../extended-strings.ts";
import { baseName, trimmedPath } from "../node-info.ts";
import type { Profile } from "../profile.ts";

/**
 * The profile with its files as belowFolders names them: what pprof's
 * -source_path does to all reports but traces, raw and proto. Source:
 * google/pprof, report.newGraph.
 */
export function withSourcePath(profile: Profile, sourcePath: string): Profile {
	const { functions, strings } = profile;
	const { row, table } = extendedStrings(strings);
	const file = functions.file.map((own) =>
		row(belowFolders(strings.at(own), sourcePath)),
	);
	return { ...profile, strings: table, functions: { ...functions, file } };
}

/**
 * A file without what leads to a folder of the same name as one of ours, which
 * have colons between: `main.go` for `/go/src/shop/main.go` and `/home/me/shop`.
 * Source: google/pprof, report.trimPath.
 */
export function belowFolders(file: string, folders: string): string {
	for (const folder of folders.split(":")) {
		const wanted = `/${baseName(folder)}/`;
		const at = file.indexOf(wanted);
		if (at >= 0) return file.slice(at + wanted.length);
	}
	return trimmedPath(file);
}
