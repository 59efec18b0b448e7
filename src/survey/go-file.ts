import { lineAt, type Place, type Repository } from "./repository.ts";

/** A Go file as far as a reading without a parser tells. */
export interface GoFile {
	readonly path: string;
	/** Its text with blanks in the place of comments: offsets and lines stay. */
	readonly code: string;
	readonly packageName: string;
	readonly imports: readonly string[];
	readonly hasMain: boolean;
}

/** The Go files of a repository that a build on Linux or macOS without tags may take. */
export function goFiles({ files }: Repository): readonly GoFile[] {
	return [...files].flatMap(([path, text]) =>
		path.endsWith(".go") && !isForOthers(path, text)
			? [goFile(path, text)]
			: [],
	);
}

/** The place of what stands at `offset` of its code. */
export function placeOf({ path, code }: GoFile, offset: number): Place {
	return { file: path, line: lineAt(code, offset) };
}

function goFile(path: string, text: string): GoFile {
	const code = withoutComments(text);
	return {
		path,
		code,
		packageName: /^\s*package\s+(\w+)/.exec(code)?.[1] ?? "",
		imports: importsOf(code),
		hasMain: /^func main\(\)/m.test(code),
	};
}

/** Go's comments as blanks, its texts as they are. */
export function withoutComments(text: string): string {
	return text.replaceAll(TOKEN, (token) =>
		/^\/[/*]/.test(token) ? token.replaceAll(/[^\n]/g, " ") : token,
	);
}

/** What is not closed goes on to the end: so that no text takes more than one pass. */
const TOKEN =
	/\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|"(?:\\.|[^"\\\n])*"|`[^`]*(?:`|$)|'(?:\\.|[^'\\\n])+'/g;

function importsOf(code: string): readonly string[] {
	const alone = code.matchAll(/^import\s+(?:[\w.]+\s+)?"([^"\n]+)"/gm);
	const blocks = code.matchAll(/^import\s*\(([^)]*)\)/gm);
	return [
		...[...alone].map(([, path = ""]) => path),
		...[...blocks].flatMap(([, block = ""]) =>
			[...block.matchAll(/"([^"\n]+)"/g)].map(([, path = ""]) => path),
		),
	];
}

function isForOthers(path: string, text: string): boolean {
	const constraint = /^\/\/go:build\s+(.*)$/m.exec(text)?.[1] ?? "";
	return (
		/(^|[^!\w])(ignore|tools|windows|plan9|js|wasm|android|ios)\b/.test(
			constraint,
		) || /_(windows|plan9|js|wasm|wasip1|android|ios|test)\.go$/.test(path)
	);
}
