import { type Mistake, quote } from "./mistake.ts";
import { type Node, nodeAt } from "./node.ts";

/** A dollar sign, a variable, or a brace that begins one and does not go on like one. */
const REFERENCE = /\$\$|\$\{([A-Za-z_]\w*)\}|\$\{/g;

export type Variables = Readonly<Record<string, string | undefined>>;

/** `${NAME}` is the variable's value, `$$` a dollar sign; any other `$` stands for itself. */
export function expandVariables(text: string, variables: Variables): string {
	return text.replace(REFERENCE, (found, name: string | undefined) => {
		if (name === undefined) return found === "$$" ? "$" : found;
		return Object.hasOwn(variables, name) ? (variables[name] ?? "") : found;
	});
}

/** The variables that a text takes. */
export function variablesIn(text: string): readonly string[] {
	return [...text.matchAll(REFERENCE)].flatMap(([, name]) => name ?? []);
}

/** Variables of `service.env` that the environment does not have. */
export function variableMistakes(
	root: Node,
	variables: Variables,
): readonly Mistake[] {
	const env = nodeAt(root, ["service", "env"]);
	if (env?.kind !== "mapping") return [];
	return [...env.entries].flatMap(([key, { value }]) => {
		if (value.kind !== "text") return [];
		return [...value.text.matchAll(REFERENCE)].flatMap(([found, name]) => {
			const message = whatIsWrong(found, name, variables);
			return message === undefined
				? []
				: [
						{
							code: "config-environment",
							path: ["service", "env", key],
							place: value.place,
							message,
						},
					];
		});
	});
}

function whatIsWrong(
	found: string,
	name: string | undefined,
	variables: Variables,
): string | undefined {
	if (found === "$$") return undefined;
	if (name === undefined)
		return `${quote(found)} does not go on as a variable. Write \${NAME}, or $$ for a dollar sign.`;
	if (Object.hasOwn(variables, name)) return undefined;
	return `the variable ${name} is not set. Set it, or write $$ for a dollar sign.`;
}
