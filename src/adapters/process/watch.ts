import { lineSplitter } from "./lines.ts";
import { plainText } from "./plain-text.ts";

export interface Watch {
	readonly write: (stream: "stdout" | "stderr", chunk: Uint8Array) => void;
	readonly saw: () => boolean;
}

/** Looks out for a text within one line of output, be the line without an end yet: a prompt may be what is waited for. */
export function watchFor(text: string | undefined): Watch {
	let seen = false;
	const look = (line: string) => {
		seen ||= text !== undefined && plainText(line).includes(text);
	};
	const streams = { stdout: lineSplitter(look), stderr: lineSplitter(look) };
	return {
		write(stream, chunk) {
			if (seen || text === undefined) return;
			streams[stream].write(chunk);
			look(streams[stream].unfinished());
		},
		saw: () => seen,
	};
}
