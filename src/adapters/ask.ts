import { createInterface } from "node:readline/promises";
import { Stop } from "../model/problem.ts";

/** Asks on the terminal; an empty answer is the default, which is shown. */
export interface Asker {
	readonly ask: (question: string, usual: string) => Promise<string>;
	readonly close: () => void;
}

/** A Stop `cancelled` where the input ends, or the user breaks off, before the answer. */
export function terminalAsker(
	signal: AbortSignal,
	streams: {
		readonly input: NodeJS.ReadableStream;
		readonly output: NodeJS.WritableStream;
	} = { input: process.stdin, output: process.stderr },
): Asker {
	const terminal = createInterface({ ...streams, signal });
	// Keeps what is typed before it is asked for.
	const lines = terminal[Symbol.asyncIterator]();
	return {
		async ask(question, usual) {
			// A folder's name may hold what a terminal obeys.
			const shown = usual.replaceAll(/\p{C}/gu, "?");
			terminal.setPrompt(`${question} [${shown}] `);
			terminal.prompt();
			const { value, done } = await lines.next();
			if (!done) return value.trim() || usual;
			throw new Stop({
				code: "cancelled",
				message: "Broken off: nothing was written.",
			});
		},
		close: () => terminal.close(),
	};
}
