import { randomUUID } from "node:crypto";

/**
 * Tells the runner to take what follows for text, until the returned function
 * is called: names, stacks and log lines of the service under test must not
 * speak workflow commands (`::add-mask::`, `::error::`). The token is random,
 * so that the text cannot end it either. No command of ours works meanwhile.
 */
export function stopCommands(write: (text: string) => void): () => void {
	const token = randomUUID();
	write(`::stop-commands::${token}\n`);
	// A line that was left unfinished must not swallow the token.
	return () => write(`\n::${token}::\n`);
}

/** Writes text of others to the log. */
export function logPlain(write: (text: string) => void, text: string): void {
	const resume = stopCommands(write);
	write(text);
	resume();
}
