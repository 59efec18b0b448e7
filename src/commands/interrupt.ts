import { Stop } from "../model/problem.ts";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Turns the first Ctrl-C (or the runner's cancellation) into an abort: the
 * service is stopped, the evidence stays. The same one again ends us at once;
 * what runs for us dies with us all the same. Another one does not: GitHub
 * cancels by SIGINT, then SIGTERM 7.5 s later, while we still stop and report.
 */
export function interruptSignal(): {
	readonly signal: AbortSignal;
	readonly release: () => void;
} {
	const controller = new AbortController();
	const seen = new Set<NodeJS.Signals>();
	const onSignal = (name: NodeJS.Signals) => {
		if (seen.has(name)) {
			say(`${name} again: ended at once.`);
			process.exit(2);
		}
		seen.add(name);
		if (controller.signal.aborted) return;
		say(`${name}: stopping what runs. Once more ends it at once.`);
		controller.abort(
			new Stop({
				code: "interrupted",
				message: `The run was interrupted (${name}).`,
				remedy:
					"Run it again; what was measured until then is in the evidence folder.",
			}),
		);
	};
	const say = (text: string) => {
		// On a terminal the cursor stands behind ^C, on the live line.
		process.stderr.write(`${process.stderr.isTTY ? "\n" : ""}${text}\n`);
	};
	for (const name of SIGNALS) process.on(name, onSignal);
	return {
		signal: controller.signal,
		release: () => {
			for (const name of SIGNALS) process.off(name, onSignal);
		},
	};
}
