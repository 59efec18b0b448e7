import { lineSplitter } from "../../process/lines.ts";
import { summaryFormats } from "./registry.ts";
import type { Summary } from "./summary.ts";

export interface FoundSummary extends Summary {
	/** The tool's name. */
	readonly tool: string;
}

/** Reads standard output as it comes, in bounded memory, and finds the summary in it. */
export interface SummaryReader {
	readonly write: (chunk: Uint8Array) => void;
	readonly end: () => FoundSummary | undefined;
}

/** A summary is the last that a tool prints. */
const keptCharacters = 4 * 1024 * 1024;
const mostCandidates = 50;

export function summaryReader(): SummaryReader {
	const readers = summaryFormats.flatMap((format) =>
		format.kind === "lines" ? [{ tool: format.name, ...format.open() }] : [],
	);
	let kept: string[] = [];
	let characters = 0;
	const lines = lineSplitter((line) => {
		for (const reader of readers) reader.line(line);
		kept.push(line);
		characters += line.length + 1;
		if (characters < 2 * keptCharacters) return;
		kept = lastCharacters(kept, keptCharacters);
		characters = kept.reduce((sum, each) => sum + each.length + 1, 0);
	});
	return {
		write: lines.write,
		end() {
			lines.end();
			for (const reader of readers) {
				const summary = reader.end();
				if (summary !== undefined) return { ...summary, tool: reader.tool };
			}
			return findDocument(kept);
		},
	};
}

/** What a parsed JSON document says, if it is a summary. */
export function readDocument(document: unknown): FoundSummary | undefined {
	for (const format of summaryFormats) {
		if (format.kind !== "document") continue;
		const summary = format.read(document);
		if (summary !== undefined) return { ...summary, tool: format.name };
	}
	return undefined;
}

/** Other text may stand before and after the JSON: tries each line that starts an object, the last first. */
function findDocument(lines: readonly string[]): FoundSummary | undefined {
	const end = lines.findLastIndex((line) => line.trimEnd().endsWith("}"));
	let candidates = 0;
	for (let start = end; start >= 0; start -= 1) {
		if (!lines[start]?.startsWith("{")) continue;
		const document = parse(lines.slice(start, end + 1).join("\n"));
		const found = document === undefined ? undefined : readDocument(document);
		if (found !== undefined) return found;
		candidates += 1;
		if (candidates >= mostCandidates) return undefined;
	}
	return undefined;
}

export function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function lastCharacters(lines: readonly string[], most: number): string[] {
	let left = most;
	const first = lines.findLastIndex((line) => {
		left -= line.length + 1;
		return left < 0;
	});
	return lines.slice(first + 1);
}
