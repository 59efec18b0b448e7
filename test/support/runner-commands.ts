/** What the runner would do for a line of a step's output. */
export interface Executed {
	readonly command: string;
	readonly data: string;
}

const KNOWN = new Set(
	(
		"add-mask add-matcher add-path debug echo endgroup error group internal-set-repo-path notice " +
		"remove-matcher save-state set-env set-output stop-commands warning"
	).split(" "),
);

/**
 * The workflow commands in a step's output, as actions/runner reads them
 * (ActionCommand.cs, ActionCommandManager.cs): any of \r, \n and \r\n ends a
 * line; `::name …::` at a line's start, white space aside, in the new form,
 * `##[name …]` anywhere in the old one; after `stop-commands` only its token.
 */
export function runnerCommands(log: string): readonly Executed[] {
	const executed: Executed[] = [];
	let token: string | undefined;
	for (const line of log.split(/\r\n|\r|\n/)) {
		const found = parsed(line, token);
		if (found === undefined) continue;
		if (token === undefined) {
			executed.push(found);
			if (found.command === "stop-commands") token = found.data;
		} else if (found.command === token) {
			executed.push({ command: "(resumed)", data: "" });
			token = undefined;
		}
	}
	return executed;
}

function parsed(line: string, token: string | undefined): Executed | undefined {
	const isKnown = (name: string) =>
		KNOWN.has(name.toLowerCase()) || name === token;
	const text = line.trim();
	const end = text.indexOf("::", 2);
	if (text.startsWith("::") && end > 0) {
		const [name = ""] = text.slice(2, end).split(" ");
		if (isKnown(name)) return { command: name, data: text.slice(end + 2) };
	}
	const start = line.indexOf("##[");
	const close = line.indexOf("]", start);
	if (start < 0 || close < 0) return undefined;
	const [name = ""] = line.slice(start + 3, close).split(" ");
	return isKnown(name)
		? { command: name, data: line.slice(close + 1) }
		: undefined;
}
