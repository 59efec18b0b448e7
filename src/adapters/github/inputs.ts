import { type Problem, Stop } from "../../model/problem.ts";

/** The inputs of action.yml after parsing. */
export type ActionInputs = MeasureInputs | CommentInputs;

interface CommonInputs {
	readonly token: string;
	readonly comment: When;
	/** Empty: the service's name, with the values of the matrix, is the key. */
	readonly commentKey: string;
}

/** Measure, and comment on it. */
export interface MeasureInputs extends CommonInputs {
	readonly mode: "measure";
	readonly budget: BudgetSource;
	/** False: over budget or undecided is said, but the step passes. */
	readonly fail: boolean;
	/** `none`, `build`, `cache`, or a folder relative to `workingDirectory`. */
	readonly base: string;
	/** When the evidence goes up as an artifact of the run. */
	readonly artifact: When;
	/** The matrix context, as JSON. */
	readonly matrix: string;
	/** Relative to the workspace. */
	readonly workingDirectory: string;
	/** Relative to `workingDirectory`. */
	readonly out: string;
}

/** Comment on what other jobs measured. */
export interface CommentInputs extends CommonInputs {
	readonly mode: "comment";
}

export type When = "always" | "on-failure" | "never";

/** Whether it is due after a run that ended so. */
export function isDue(when: When, outcome: string): boolean {
	return when === "always" || (when === "on-failure" && outcome !== "pass");
}

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

const WHENS = ["always", "on-failure", "never"] as const;
const MODES = ["measure", "comment"] as const;
const TRUTHS = ["true", "false"] as const;
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
	const oneOf = <T extends string>(
		name: string,
		known: readonly T[],
		usual: T,
	): T => {
		const text = get(name).toLowerCase() || usual;
		const value = known.find((one) => one === text);
		if (value === undefined) problems.push(wrong(name, get(name), known));
		return value ?? usual;
	};
	const mode = oneOf("mode", MODES, "measure");
	const common = {
		token: get("github-token"),
		comment: oneOf("comment", WHENS, "always"),
		commentKey: get("comment-key"),
	};
	const inputs: ActionInputs =
		mode === "comment"
			? { mode, ...common }
			: {
					mode,
					...common,
					budget: budgetSource(get, problems),
					fail: oneOf("fail", TRUTHS, "true") === "true",
					base: get("base") || "none",
					artifact: oneOf("artifact", WHENS, "on-failure"),
					matrix: get("matrix"),
					workingDirectory: get("working-directory") || ".",
					out: get("out") || ".leak-budget",
				};
	if (mode === "comment") problems.push(...foreignTo(get));
	if (problems.length > 0) throw new Stop(...problems);
	return inputs;
}

/** What measures nothing takes no budget. */
function foreignTo(get: (name: string) => string): readonly Problem[] {
	const given = ["config", ...SHORT].filter((name) => get(name) !== "");
	if (given.length === 0) return [];
	return [
		{
			code: "action-input",
			message: `mode: comment measures nothing, and takes no ${given.join(", ")}.`,
			where: "the step's `with`",
			remedy: `Take ${given.join(", ")} out, or mode: comment.`,
		},
	];
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

function wrong(
	input: string,
	value: string,
	known: readonly string[],
): Problem {
	return {
		code: "action-input",
		message: `${input}: ${JSON.stringify(value)} is not a value it takes.`,
		where: "the step's `with`",
		remedy: `Write ${known.slice(0, -1).join(", ")} or ${known.at(-1)}.`,
	};
}
