import { StringDecoder } from "node:string_decoder";

/** Longer lines are cut in pieces, so that output without a newline never fills memory. */
const longestLine = 64 * 1024;

export interface LineSplitter {
	readonly write: (chunk: Uint8Array) => void;
	/** Hands out what is left without a newline. */
	readonly end: () => void;
	/** The line that has no end yet. */
	readonly unfinished: () => string;
}

/**
 * Cuts a byte stream into lines of UTF-8 text; `\r\n` counts as one end.
 * `goesOn` tells the later pieces of a long line.
 */
export function lineSplitter(
	onLine: (line: string, goesOn: boolean) => void,
): LineSplitter {
	const decoder = new StringDecoder("utf8");
	let rest = "";
	let goesOn = false;
	const emit = (line: string) => {
		onLine(line.endsWith("\r") ? line.slice(0, -1) : line, goesOn);
		goesOn = false;
	};

	const take = (text: string) => {
		const lines = (rest + text).split("\n");
		rest = lines.pop() ?? "";
		for (const line of lines) emit(line);
		for (; rest.length > longestLine; rest = rest.slice(longestLine)) {
			onLine(rest.slice(0, longestLine), goesOn);
			goesOn = true;
		}
	};
	return {
		write: (chunk) => take(decoder.write(Buffer.from(chunk))),
		end() {
			take(decoder.end());
			if (rest !== "") emit(rest);
			rest = "";
		},
		unfinished: () => rest,
	};
}
