import { readFileSync, statSync } from "node:fs";

/** The text of a source file; undefined where none can be read. A profile may name a device or a pipe: those are none. */
export function sourceText(path: string): string | undefined {
	try {
		return statSync(path).isFile() ? readFileSync(path, "utf8") : undefined;
	} catch {
		return undefined;
	}
}
