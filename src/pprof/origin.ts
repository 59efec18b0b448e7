import type { Modules, Origin } from "../model/profile.ts";
import type { Profile } from "./profile.ts";
import { isNamedStandard } from "./standard-library.ts";
import { unescaped, unvendored } from "./symbol.ts";

/**
 * Whose code a function is. What lies in GOROOT is standard, also what a closure
 * of it is called that was inlined elsewhere; then the nearest module wins by its
 * path; then the module cache and vendor folders tell libraries; the rest is the
 * user's, unless its path looks like Go's own.
 */
export function frameOrigin(
	{ owner, isStandard, isDotted }: PackageOwner,
	file: FilePlace,
	{ firstParty, libraries }: Modules,
): Origin {
	if (file.is === "goroot") return "standard";
	if (owner) return owner;
	if (file.isDependency) return "library";
	if (isStandard && file.is !== "elsewhere") return "standard";
	if (firstParty.length + libraries.length === 0) return "first-party";
	if (isDotted) return "library";
	return file.is === "elsewhere" ? "first-party" : "standard";
}

/** What a package's path tells. */
export interface PackageOwner {
	/** Undefined where its path alone does not tell. */
	readonly owner: Origin | undefined;
	/** It is named like one of the standard library. */
	readonly isStandard: boolean;
	readonly isDotted: boolean;
}

/** `symbol` is the package's path as symbols write it, with `%2e` and `vendor/`. */
export function packageOwner(
	symbol: string | undefined,
	modules: Modules,
): PackageOwner {
	const path = unvendored(unescaped(symbol ?? ""));
	const [first = ""] = path.split("/", 1);
	return {
		// Symbols outside packages are of C or of the linker.
		owner: symbol === undefined ? "library" : ownerOf(symbol, path, modules),
		isStandard: isNamedStandard(path),
		isDotted: first.includes("."),
	};
}

/** What the path of a file tells. */
export interface FilePlace {
	/** `elsewhere`: an absolute path outside a GOROOT that is known. */
	readonly is: "goroot" | "elsewhere" | "unknown";
	/** It lies in the module cache or in a vendor folder. */
	readonly isDependency: boolean;
}

/** `goroot` is what `gorootOf` found. */
export function filePlace(file: string, goroot: string | undefined): FilePlace {
	// Go's own commands are programs like others.
	const inGoroot =
		(goroot !== undefined &&
			file.startsWith(`${goroot}/src/`) &&
			!file.startsWith(`${goroot}/src/cmd/`)) ||
		LINKED_GOROOT.test(file);
	const isAbsolute = /^(?:\/|[A-Za-z]:[\\/])/.test(file);
	const isElsewhere = !!goroot && isAbsolute;
	return {
		is: inGoroot ? "goroot" : isElsewhere ? "elsewhere" : "unknown",
		isDependency: /\/pkg\/mod\/|@v\d|\/vendor\//.test(file),
	};
}

/**
 * A file of a GOROOT that an earlier build reached by its own link (adapters/go/wrapper.ts):
 * what go takes from its cache of a package with files of the overlay keeps their paths of then.
 */
const LINKED_GOROOT = /\/leak-budget-[^/]+\/goroot-go1[^/]*\/src\/(?!cmd\/)/;

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

function ownerOf(
	symbol: string,
	path: string,
	modules: Modules,
): Origin | undefined {
	if (PROGRAM.has(symbol)) return "first-party";
	// Made by the compiler (type:.eq.T, go:…), or GOROOT's own vendor folder.
	if (/^(?:type:|go:|go\.shape|vendor\/)/.test(symbol)) return "standard";
	const own = longestMatch(path, modules.firstParty);
	const library = longestMatch(path, modules.libraries);
	if (own === 0 && library === 0) return undefined;
	return own >= library ? "first-party" : "library";
}

/** Packages whose path does not tell whose they are: the user's program is always one of them. */
const PROGRAM = new Set(["main", "command-line-arguments"]);

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
