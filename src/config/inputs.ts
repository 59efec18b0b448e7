import { stringify } from "yaml";
import type { Plan } from "../model/plan.ts";
import { Stop } from "../model/problem.ts";
import { checkBudgetFile } from "./check.ts";
import { label, type Mistake } from "./mistake.ts";
import type { Surroundings } from "./plan-of-file.ts";
import { readTarget } from "./urls.ts";

/** The Action's inputs for a service that needs no budget file. Blank is the same as absent. */
export interface ShortInputs {
	readonly build?: string;
	readonly run: string;
	readonly ready?: string;
	/** A method and a URL, or a URL: the built-in driver. Anything else: a command. */
	readonly load: string;
	readonly goroutines?: string;
	readonly inuseSpace?: string;
}

/** The budget file that says the same, so that one parser serves both. */
export function planTextFromInputs(inputs: ShortInputs): string {
	const load = inputs.load.trim();
	const file = {
		service: given({
			build: inputs.build,
			run: inputs.run,
			ready: inputs.ready,
		}),
		...given({ load: load && { [isTarget(load) ? "http" : "run"]: load } }),
		budgets: given({
			goroutines: inputs.goroutines,
			inuse_space: inputs.inuseSpace,
		}),
	};
	return stringify(file, { lineWidth: 0 });
}

/** The Action's short inputs → the Plan; errors name the input. */
export function parseInputs(inputs: ShortInputs, around: Surroundings): Plan {
	const checked = checkBudgetFile(planTextFromInputs(inputs), around);
	if (checked.kind === "plan") return checked.plan;
	throw new Stop(
		...checked.mistakes.map((mistake) => {
			const input = inputOf(mistake);
			return {
				code: mistake.code,
				message: `${input}: ${mistake.message}`,
				where: `input ${input}`,
			};
		}),
	);
}

function inputOf({ path }: Mistake): string {
	const [top, key] = path;
	if (top === "load") return "load";
	if (key === undefined) return label(path);
	return String(key).replaceAll("_", "-");
}

function isTarget(load: string): boolean {
	return "value" in readTarget(load);
}

/** Without what is absent or blank; values without the white space around them. */
function given(
	fields: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
	const kept = Object.entries(fields)
		.map(
			([key, value]) =>
				[key, typeof value === "string" ? value.trim() : value] as const,
		)
		.filter(([, value]) => value !== undefined && value !== "");
	return Object.fromEntries(kept);
}
