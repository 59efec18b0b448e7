/**
 * What GitHub gives to an action but not to a script step: its inputs (the
 * token among them), its state, the runtime's tokens, and the files that
 * carry our own outputs. Code under test has no business with any of them.
 */
const ours =
	/^(INPUT_.*|STATE_.*|ACTIONS_(RUNTIME|RESULTS|CACHE|ID_TOKEN)_.*|GITHUB_(OUTPUT|STATE|ENV|PATH|STEP_SUMMARY))$/;

export type ShellEnvironment = Readonly<Record<string, string>>;

/** The environment of a child: ours, less what belongs to the action, with the additions on top. */
export function childEnvironment(
	inherited: Readonly<Record<string, string | undefined>>,
	...additions: readonly ShellEnvironment[]
): Record<string, string> {
	const kept = Object.entries(inherited).filter(
		(entry): entry is [string, string] =>
			entry[1] !== undefined && !ours.test(entry[0]),
	);
	return Object.assign(Object.fromEntries(kept), ...additions);
}
