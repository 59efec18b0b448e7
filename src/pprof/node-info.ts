import type { Int } from "./int-column.ts";
import { compareInts } from "./ints.ts";
import { compareUtf8 } from "./utf8-order.ts";

/** What tells one row of a report from another: as much as its granularity asks for, else "" and 0. */
export interface NodeInfo {
	readonly name: string;
	readonly address: Int;
	readonly file: string;
	readonly startLine: Int;
	readonly line: Int;
	readonly column: Int;
	/** The mapping's file; kept where nothing else tells rows apart. */
	readonly objectFile: string;
}

/** The name that reports print. Source: google/pprof, graph.NodeInfo. */
export function printableName(info: NodeInfo): string {
	const parts: string[] = [];
	if (info.address) parts.push(info.address.toString(16).padStart(16, "0"));
	if (info.name) parts.push(info.name);
	if (info.line) {
		const column = info.column ? `:${info.column}` : "";
		parts.push(`${info.file}:${info.line}${column}`);
	} else if (info.file) parts.push(info.file);
	else if (info.name) return parts.join(" ");
	else if (info.objectFile) parts.push(`[${baseName(info.objectFile)}]`);
	else parts.push("<unknown>");
	return parts.join(" ");
}

/** By printed name, but by number where both have an address. */
export function comparePrinted(
	a: NodeInfo,
	b: NodeInfo,
	printedA: string,
	printedB: string,
): number {
	if (a.address && b.address) {
		const byAddress = compareInts(a.address, b.address);
		if (byAddress !== 0) return byAddress;
	}
	return compareUtf8(printedA, printedB);
}

/** The order of Go's print-out of all fields: the last resort of pprof's sorting. */
export function compareFields(a: NodeInfo, b: NodeInfo): number {
	return compareUtf8(fields(a), fields(b));
}

function fields(info: NodeInfo): string {
	const { name, address, file, startLine, line, column, objectFile } = info;
	return `{${name}  ${address} ${file} ${startLine} ${line} ${column} ${objectFile}}`;
}

/** Go's filepath.Base. */
export function baseName(path: string): string {
	const trimmed = path.replace(/\/+$/, "");
	if (trimmed === "") return path === "" ? "." : "/";
	return trimmed.slice(trimmed.lastIndexOf("/") + 1);
}

/** Without the prefixes that say nothing. */
export function trimmedPath(path: string): string {
	return path.replace(/^\/proc\/self\/cwd\/(?:\.\/)?/, "");
}

/** Go's filepath.Clean for slashes; "" stays. */
export function cleanPath(path: string): string {
	if (path === "") return "";
	const rooted = path.startsWith("/");
	const kept: string[] = [];
	for (const part of path.split("/")) {
		if (part === "" || part === ".") continue;
		if (part !== "..") kept.push(part);
		else if (kept.length > 0 && kept.at(-1) !== "..") kept.pop();
		else if (!rooted) kept.push("..");
	}
	return (rooted ? "/" : "") + kept.join("/") || ".";
}
