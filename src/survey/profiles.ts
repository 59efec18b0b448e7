import type { GoFile } from "./go-file.ts";
import { profilesListens } from "./listens.ts";
import { lineAt, type Place } from "./repository.ts";

/** A service's own net/http/pprof; `port` where it has one to itself. */
export interface Profiles {
	readonly place: Place;
	readonly port: number | undefined;
}

/** Where the first of these files imports net/http/pprof. */
export function profilesOf(files: readonly GoFile[]): Profiles | undefined {
	const file = files.find(({ imports }) =>
		imports.some((path) => /^net\/http\/pprof$|gin-contrib\/pprof$/.test(path)),
	);
	if (file === undefined) return undefined;
	const line = lineAt(
		file.code,
		file.code.search(/net\/http\/pprof|contrib\/pprof/),
	);
	return {
		place: { file: file.path, line },
		port: profilesListens(files)[0]?.port,
	};
}
