import { relative } from "node:path";

/** A path as the user would type it. */
export function typed(path: string): string {
	const short = relative(process.cwd(), path);
	return short.startsWith("..") ? path : short || ".";
}
