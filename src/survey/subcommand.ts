import type { GoFile } from "./go-file.ts";

/** The command word that makes it serve: of the image that starts it, or with cobra and urfave/cli: `Use: "serve"`, `Name: "server"`. */
export function subcommandOf(
	files: readonly GoFile[],
	/** What the image gives it. */
	started: readonly string[] = [],
): string | undefined {
	const [first = ""] = started;
	if (/^[a-z][\w-]*$/.test(first)) return first;
	const file = files.find(({ imports }) =>
		imports.some((path) => /spf13\/cobra|urfave\/cli/.test(path)),
	);
	if (file === undefined) return undefined;
	for (const { code } of files) {
		const word =
			/\b(?:Use|Name):\s*"(serve|server|start|run|api|web|http|daemon)\b[^"\n]*"/.exec(
				code,
			)?.[1];
		if (word !== undefined) return word;
	}
	return undefined;
}
