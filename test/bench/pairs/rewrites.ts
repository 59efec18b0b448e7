import { CLAUSE, replacedOnce } from "./edit.ts";
import { handlerLine } from "./plant.ts";

/** Go files of package httpbin by name. */
export type Files = ReadonlyMap<string, string>;

/** Comments above every function, a blank line in each, and closures of one line over several: all lines are others. */
export function reformatted(files: Files): Files {
	return new Map(
		[...files].map(([name, text]) => [
			name,
			text
				.replaceAll(/^func /gm, "// It was moved\n// by a comment.\n\nfunc ")
				.replaceAll(/^(func .*\{)$/gm, "$1\n")
				.replaceAll(
					/^\tgo func\(\) \{ (.+) \}\(\)$/gm,
					"\tgo func() {\n\t\t// And here it\n\t\t// is that waits.\n\t\t$1\n\t}()",
				),
		]),
	);
}

/** Another closure comes first in the handler, and the handler lies in another file, with what is declared above it. */
export function renumberedAndMoved(files: Files, handler: string): Files {
	const text = files.get(HANDLERS_FILE) ?? "";
	const line = handlerLine(handler);
	const from = text.indexOf(line);
	const to = text.indexOf("\n}\n", from) + "\n}\n".length;
	const moved = replacedOnce(
		text.slice(from, to),
		line,
		`${line}
	defer func() {
		if why := recover(); why != nil {
			panic(why)
		}
	}()
`,
	);
	return new Map([
		...files,
		[HANDLERS_FILE, text.slice(0, from) + text.slice(to)],
		["moved.go", `${CLAUSE}\nimport "net/http"\n\n${moved}`],
	]);
}

/** The file of the package that holds its handlers. */
export const HANDLERS_FILE = "handlers.go";
