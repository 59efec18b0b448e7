import { type Problem, Stop } from "../../model/problem.ts";

/** The inputs of action.yml after parsing. */
export interface ActionInputs {
	readonly budget: BudgetSource;
	readonly token: string;
	readonly comment: CommentMode;
	/** Empty: the service's name is the key. */
	readonly commentKey: string;
	/** False: over budget or undecided is said, but the step passes. */
	readonly fail: boolean;
	/** `none`, `build`, or a folder relative to `workingDirectory`. */
	readonly base: string;
	/** Relative to the workspace. */
	readonly workingDirectory: string;
	/** Relative to `workingDirectory`. */
	readonly out: string;
}

export type CommentMode = "always" | "on-failure" | "never";

/** A budget file, by name (relative to `workingDirectory`) or one of the usual ones; or the short inputs instead. */
export type BudgetSource =
	| { readonly kind: "file"; readonly path?: string }
	| { readonly kind: "short"; readonly inputs: ShortInputs };

export interface ShortInputs {
	readonly build: string;
	readonly run: string;
	readonly ready: string;
	readonly load: string;
	readonly goroutines: string;
	readonly inuseSpace: string;
}

const MODES: readonly string[] = [
	"always",
	"on-failure",
	"never",
] satisfies readonly CommentMode[];
const SHORT = [
	"build",
	"run",
	"ready",
	"load",
	"goroutines",
	"inuse-space",
] as const;

/**
 * Throws one Stop with everything that is wrong with the inputs.
 *
 * @param get an input's text, trimmed; empty when it is not given
 */
export function readInputs(get: (name: string) => string): ActionInputs {
	const problems: Problem[] = [];
	const budget = budgetSource(get, problems);
	const comment = get("comment") || "always";
	if (!isMode(comment)) {
		problems.push(
			wrong("comment", comment, "Write always, on-failure or never."),
		);
	}
	const fail = get("fail") || "true";
	if (!/^(true|false)$/i.test(fail)) {
		problems.push(wrong("fail", fail, "Write true or false."));
	}
	if (problems.length > 0 || !isMode(comment)) throw new Stop(...problems);
	return {
		budget,
		token: get("github-token"),
		comment,
		commentKey: get("comment-key"),
		fail: fail.toLowerCase() === "true",
		base: get("base") || "none",
		workingDirectory: get("working-directory") || ".",
		out: get("out") || ".leak-budget",
	};
}

function budgetSource(
	get: (name: string) => string,
	problems: Problem[],
): BudgetSource {
	const config = get("config");
	const given = SHORT.filter((name) => get(name) !== "");
	if (given.length === 0) {
		return { kind: "file", ...(config === "" ? {} : { path: config }) };
	}
	if (config !== "") {
		problems.push({
			code: "action-input",
			message: `config and ${given.join(", ")} are both given, and only one of them can hold.`,
			where: "the step's `with`",
			remedy: `Move ${given.join(", ")} into ${config}, or leave config out.`,
		});
	}
	for (const name of ["run", "load"] as const) {
		if (get(name) !== "") continue;
		problems.push({
			code: "action-input",
			message: `${name} is missing beside ${given.join(", ")}.`,
			where: "the step's `with`",
			remedy: `Give ${name}, or write a budget file and name it in config.`,
		});
	}
	return {
		kind: "short",
		inputs: {
			build: get("build"),
			run: get("run"),
			ready: get("ready"),
			load: get("load"),
			goroutines: get("goroutines"),
			inuseSpace: get("inuse-space"),
		},
	};
}

function isMode(text: string): text is CommentMode {
	return MODES.includes(text);
}

function wrong(input: string, value: string, remedy: string): Problem {
	return {
		code: "action-input",
		message: `${input}: ${JSON.stringify(value)} is not a value it takes.`,
		where: "the step's `with`",
		remedy,
	};
}
