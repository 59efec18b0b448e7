import { type GoFile, goFiles, placeOf } from "./go-file.ts";
import { seenFrom } from "./paths.ts";
import {
	fileName,
	folderOf,
	isBelow,
	type Place,
	type Repository,
} from "./repository.ts";

/** A program of the repository, and all of the repository's code that it is made of. */
export interface MainPackage {
	/** From the root: "" is the root itself. */
	readonly folder: string;
	/** The folder of its go.mod, or the root. */
	readonly module: string;
	/** What its binary is called. */
	readonly name: string;
	/** A tool, an example, a test: seldom what is deployed. */
	readonly isAside: boolean;
	readonly place: Place;
	/** Its own files first, then those of the packages that it imports, near ones first. */
	readonly files: readonly GoFile[];
}

/** The main packages of a repository, in the order of their folders. */
export function mainPackages(repository: Repository): readonly MainPackage[] {
	const modules = modulesOf(repository);
	const packages = packagesOf(repository);
	return [...packages].flatMap(([folder, files]) => {
		const main = files.find(
			({ packageName, hasMain }) => packageName === "main" && hasMain,
		);
		const module = moduleOf(folder, modules);
		if (main === undefined || isLeftOut(folder, module.folder, repository))
			return [];
		return [
			{
				folder,
				module: module.folder,
				name: binaryName(folder, module, repository),
				isAside: isAside(folder),
				place: placeOf(main, main.code.search(/^func main\(\)/m)),
				files: filesFrom(folder, packages, modules),
			},
		];
	});
}

interface Module {
	readonly folder: string;
	/** Its import path; "" where there is no go.mod. */
	readonly path: string;
}

/** Those in deeper folders first. */
function modulesOf({ files }: Repository): readonly Module[] {
	return [...files]
		.filter(([path]) => fileName(path) === "go.mod")
		.map(([path, text]) => ({
			folder: folderOf(path),
			path: /^module\s+"?([^\s"]+)/m.exec(text)?.[1] ?? "",
		}))
		.toSorted((one, other) => other.folder.length - one.folder.length);
}

function moduleOf(folder: string, modules: readonly Module[]): Module {
	return (
		modules.find((module) => isBelow(folder, module.folder)) ?? {
			folder: "",
			path: "",
		}
	);
}

function packagesOf(
	repository: Repository,
): ReadonlyMap<string, readonly GoFile[]> {
	const packages = new Map<string, GoFile[]>();
	for (const file of goFiles(repository)) {
		const folder = folderOf(file.path);
		const others = packages.get(folder);
		if (others) others.push(file);
		else packages.set(folder, [file]);
	}
	return packages;
}

/** `go list` knows the build constraints of the root's module; nobody knows those of others. */
function isLeftOut(
	folder: string,
	module: string,
	{ listed }: Repository,
): boolean {
	return listed !== undefined && module === "" && !listed.has(folder);
}

/** Tools, examples and tests are seldom what is deployed. */
function isAside(folder: string): boolean {
	const aside =
		/(^|\/)_?(examples?|tools?|scripts?|hack|tests?|e2e|testing|testutils?|gen\w*|mocks?|benchmarks?|demos?|samples?|docs?|build|ci)(\/|$)/;
	return aside.test(folder);
}

function binaryName(
	folder: string,
	module: Module,
	repository: Repository,
): string {
	const ofPath = (path: string) => {
		const parts = path.split("/");
		// A module's path may end in its major version, which is no name.
		const named = parts.filter((part) => !/^v\d+$/.test(part));
		return (named.length > 0 ? named : parts).at(-1) ?? "";
	};
	// A folder for the only program says nothing of it.
	const isPlain = /^(app|cmd|main|src)$/.test(seenFrom(module.folder, folder));
	return (
		(folder === module.folder || isPlain
			? ofPath(module.path)
			: fileName(folder)) ||
		fileName(folder) ||
		repository.name
	);
}

/** Breadth first through the imports, as far as they lie in the repository. */
function filesFrom(
	main: string,
	packages: ReadonlyMap<string, readonly GoFile[]>,
	modules: readonly Module[],
): readonly GoFile[] {
	const reached = new Set([main]);
	// A set that is iterated goes on with what is added meanwhile.
	for (const folder of reached)
		for (const { imports } of packages.get(folder) ?? [])
			for (const path of imports) {
				const imported = folderOfImport(path, modules);
				if (imported !== undefined && packages.has(imported))
					reached.add(imported);
			}
	return [...reached].flatMap((folder) => packages.get(folder) ?? []);
}

function folderOfImport(
	path: string,
	modules: readonly Module[],
): string | undefined {
	const module = modules.find(
		(one) => one.path !== "" && isBelow(path, one.path),
	);
	if (module === undefined) return undefined;
	const rest = path.slice(module.path.length + 1);
	return [module.folder, rest].filter((part) => part !== "").join("/");
}
