import type { Toolkit } from "../../src/adapters/github/toolkit.ts";

/** Writes down what would be said to the runner. */
export function fakeToolkit() {
	const said: string[] = [];
	const outputs: Record<string, unknown> = {};
	const log: string[] = [];
	const text = (message: string | Error) => String(message);
	const toolkit: Toolkit = {
		setOutput: (name, value) => {
			outputs[name] = value;
		},
		error: (message, at) => {
			said.push(`error ${at?.file ?? ""}:${at?.startLine ?? ""} ${message}`);
		},
		warning: (message) => {
			said.push(`warning ${text(message)}`);
		},
		notice: (message) => {
			said.push(`notice ${text(message)}`);
		},
		setFailed: (message) => {
			said.push(`failed ${text(message)}`);
		},
		startGroup: (name) => {
			log.push(`::group::${name}\n`);
		},
		endGroup: () => {
			log.push("::endgroup::\n");
		},
		write: (chunk) => {
			log.push(chunk);
		},
	};
	return { toolkit, said, outputs, log: () => log.join("") };
}
