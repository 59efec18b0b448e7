import answers from "./answers.go";
import httpRoutes from "./http_routes.go";
import listener from "./listener.go";
import plant from "./plant.go";
import darwin from "./platform_darwin.go";
import linux from "./platform_linux.go";
import routes from "./routes.go";
import wire from "./wire.go";

/** In every binary that was built with the overlay, and in the agent's `Server` header. */
export const agentMarker = "go-leak-budget agent 1";

const inNet: Readonly<Record<string, string>> = {
	"listener.go": listener,
	"answers.go": answers,
	"plant.go": plant,
	"routes.go": routes,
	"wire.go": wire,
	"platform_linux.go": linux,
	"platform_darwin.go": darwin,
};

/** The agent's Go files by name. */
export const agentSources: Readonly<Record<string, string>> = {
	...inNet,
	"http_routes.go": httpRoutes,
};

/** Begins the keys to be left out where a toolchain's net/http cannot be labelled. */
export const labelsMark = "@LABELS@";

/**
 * The content of a file for `go build -overlay`: adds the agent's files, which
 * lie in `folder`, to the packages net and net/http of `goroot`, and puts
 * `server` in the place of net/http/server.go. `existing` is the `Replace` map
 * of an overlay that the user has already; paths are absolute.
 */
export function overlayJson(options: {
	readonly goroot: string;
	readonly folder: string;
	readonly server: string;
	readonly existing: Readonly<Record<string, string>>;
}): string {
	const { goroot, folder, server, existing } = options;
	const http = `${labelsMark}${goroot}/src/net/http`;
	const net = Object.keys(inNet).map((name) => [
		`${goroot}/src/net/leak_budget_${name}`,
		`${folder}/${name}`,
	]);
	// What may be left out must not come last, for no list of JSON ends with a comma.
	const Replace = {
		[`${http}/server.go`]: server,
		[`${http}/leak_budget_routes.go`]: `${folder}/http_routes.go`,
		...existing,
		...Object.fromEntries(net),
	};
	return `${JSON.stringify({ Replace }, null, "\t")}\n`;
}

/**
 * Puts our overlay into the GOFLAGS that would hold without us. An overlay that
 * is there already is returned, for the two files must be merged: of two
 * `-overlay` flags Go obeys the last only.
 */
export function mergeGoFlags(
	flags: string,
	overlayFile: string,
): { readonly flags: string; readonly existing: string | undefined } {
	const all = splitGoFlags(flags);
	const kept = all.filter((flag) => overlayOf(flag) === undefined);
	const existing = all
		.map(overlayOf)
		.findLast((file) => file !== undefined && file !== "");
	return {
		flags: [...kept, `-overlay=${overlayFile}`].map(quoteGoFlag).join(" "),
		existing,
	};
}

function overlayOf(flag: string): string | undefined {
	return /^--?overlay=(.*)$/s.exec(flag)?.[1];
}

/** As cmd/internal/quoted.Split: quotes count only around a whole flag, nothing is escaped. */
function splitGoFlags(text: string): readonly string[] {
	const fields = text.matchAll(
		/"(?<double>[^"]*)"?|'(?<single>[^']*)'?|(?<bare>[^ \t\r\n]+)/g,
	);
	return [...fields].map(({ groups, 0: field }) => {
		return groups?.double ?? groups?.single ?? groups?.bare ?? field;
	});
}

function quoteGoFlag(flag: string): string {
	if (!/[ \t\r\n]|^["']/.test(flag)) return flag;
	return flag.includes("'") ? `"${flag}"` : `'${flag}'`;
}
