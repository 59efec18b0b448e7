/** A repository as its files tell; nothing of it is run. */
export interface Repository {
	/** The name of its folder. */
	readonly name: string;
	/** Path from the root, with `/`, → text; in the order of the paths. */
	readonly files: ReadonlyMap<string, string>;
	/** Paths of the files that a service may be configured by. */
	readonly configurations?: ReadonlySet<string>;
	/** Folders of the main packages of the root's module as `go list` says, where Go was asked; the root's own is "". */
	readonly listed?: ReadonlySet<string>;
}

/** Where something was found: `line` counts from 1. */
export interface Place {
	readonly file: string;
	readonly line: number;
}

/** Whether a file may tell something about a service: the others need not be read. */
export function isOfInterest(path: string): boolean {
	const name = fileName(path);
	return (
		(name.endsWith(".go") && !name.endsWith("_test.go")) ||
		isCompose(name) ||
		isDockerfile(name) ||
		isRecipe(name) ||
		/^go\.(mod|work)$|\.[cm]?[jt]s$|targets?[\w.-]*\.txt$|\.targets?$/.test(
			name,
		)
	);
}

/** Whether a file may hold the configuration of a service, or an example of one; a shell and YAML take its path as it is. */
export function isConfiguration(path: string): boolean {
	return /^\w[\w./@+-]*\.(ya?ml|toml|json|ini|conf|cfg|hcl)(\.(example|sample|dist))?$/.test(
		path,
	);
}

export function isCompose(name: string): boolean {
	return /^(docker-)?compose[\w.-]*\.ya?ml$/.test(name);
}

export function isDockerfile(name: string): boolean {
	return /^(Dockerfile|Containerfile)(\.[\w-]+)?$|\.[Dd]ockerfile$/.test(name);
}

/** Where commands are kept: Makefiles, task runners, scripts. */
export function isRecipe(name: string): boolean {
	return /^([Mm]akefile|GNUmakefile|[Tt]askfile\.ya?ml|[Jj]ustfile|package\.json)$|\.(mk|sh)$/.test(
		name,
	);
}

export function fileName(path: string): string {
	return path.slice(path.lastIndexOf("/") + 1);
}

/** The folder of a path: "" at the root. */
export function folderOf(path: string): string {
	return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** Whether `path` is `folder`, or lies below it. */
export function isBelow(path: string, folder: string): boolean {
	return folder === "" || path === folder || path.startsWith(`${folder}/`);
}

/** The line of a text, counted from 1, that holds the character at `offset`. */
export function lineAt(text: string, offset: number): number {
	return text.slice(0, offset).split("\n").length;
}
