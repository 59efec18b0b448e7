import type { GoFile } from "./go-file.ts";

/** The command word that makes it serve, with cobra and urfave/cli: `Use: "serve"`, `Name: "server"`. */
export function subcommandOf(
	files: readonly GoFile[],
	/** Of the image that starts it: it knows best. */
	started: readonly string[] = [],
): string | undefined {
	const file = files.find(({ imports }) =>
		imports.some((path) => /spf13\/cobra|urfave\/cli/.test(path)),
	);
	if (file === undefined) return undefined;
	const [first = ""] = started;
	if (/^[a-z][\w-]*$/.test(first)) return first;
	for (const { code } of files) {
		const word =
			/\b(?:Use|Name):\s*"(serve|server|start|run|api|web|http|daemon)\b[^"\n]*"/.exec(
				code,
			)?.[1];
		if (word !== undefined) return word;
	}
	return undefined;
}
