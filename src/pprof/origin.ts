import type { Modules, Origin } from "../model/profile.ts";
import { packagePath, unescaped, unvendored } from "./identity.ts";
import type { Profile } from "./profile.ts";

/** Packages whose path does not tell whose they are: the user's program is always one of them. */
const PROGRAM = new Set(["main", "command-line-arguments"]);

/** First elements of the standard library's import paths (Go 1.27); needed only where files and modules do not tell. */
const STANDARD = new Set(
	`archive arena bufio builtin bytes cmp compress container context crypto database debug embed
	encoding errors expvar flag fmt go hash html image index internal io iter log maps math mime net
	os path plugin reflect regexp runtime simd slices sort strconv strings structs sync syscall
	testing text time unicode unique unsafe uuid weak`.split(/\s+/),
);

/**
 * Whose code a function is. `functionName` is the symbol as the profile has it,
 * `goroot` what `gorootOf` found. The nearest module wins by its path; then what
 * lies in GOROOT is standard; then the module cache and vendor folders tell
 * libraries; the rest is the user's, unless its path looks like Go's own.
 */
export function frameOrigin(
	functionName: string,
	file: string,
	modules: Modules,
	goroot?: string,
): Origin {
	const symbol = packagePath(functionName);
	const inGoroot = !!goroot && file.startsWith(`${goroot}/src/`);
	if (symbol === undefined) return inGoroot ? "standard" : "library";
	if (PROGRAM.has(symbol)) return "first-party";
	// Made by the compiler (type:.eq.T, go:…), or GOROOT's own vendor folder.
	if (/^(?:type:|go:|go\.shape|vendor\/)/.test(symbol)) return "standard";
	const path = unvendored(unescaped(symbol));
	const owner = moduleOwner(path, modules);
	if (owner) return owner;
	if (inGoroot) return "standard";
	if (/\/pkg\/mod\/|@v\d|\/vendor\//.test(file)) return "library";
	const [first = ""] = path.split("/", 1);
	if (STANDARD.has(first) && !isElsewhere(file, goroot)) return "standard";
	const modulesKnown = modules.firstParty.length + modules.libraries.length > 0;
	if (!modulesKnown) return "first-party";
	if (first.includes(".")) return "library";
	return isElsewhere(file, goroot) ? "first-party" : "standard";
}

/**
 * GOROOT as the profile's files have it: `/usr/local/go` from
 * `/usr/local/go/src/runtime/proc.go`. Undefined in a -trimpath build, where
 * that file reads `runtime/proc.go`, and where no function of package runtime shows.
 */
export function gorootOf(profile: Profile): string | undefined {
	const { functions, strings } = profile;
	const seen = new Set<number>();
	for (let row = 0; row < functions.count; row++) {
		const file = functions.file[row] ?? 0;
		if (seen.has(file)) continue;
		if (!strings.at(functions.name[row] ?? 0).startsWith("runtime.")) continue;
		seen.add(file);
		const found = /^(.+)\/src\/runtime\/[^/]+$/.exec(strings.at(file));
		if (found) return found[1];
	}
	return undefined;
}

/** An absolute path outside a GOROOT that is known. */
function isElsewhere(file: string, goroot: string | undefined): boolean {
	const absolute = /^(?:\/|[A-Za-z]:[\\/])/.test(file);
	return absolute && !!goroot && !file.startsWith(`${goroot}/src/`);
}

function moduleOwner(path: string, modules: Modules): Origin | undefined {
	const own = longestMatch(path, modules.firstParty);
	const library = longestMatch(path, modules.libraries);
	if (own === 0 && library === 0) return undefined;
	return own >= library ? "first-party" : "library";
}

/** The length of the longest module path that holds the package; tests of a package itself have `_test` behind its path. */
function longestMatch(path: string, modules: readonly string[]): number {
	let longest = 0;
	for (const module of modules) {
		if (module.length <= longest || !path.startsWith(module)) continue;
		const rest = path.slice(module.length);
		if (rest === "" || rest === "_test" || rest.startsWith("/"))
			longest = module.length;
	}
	return longest;
}
