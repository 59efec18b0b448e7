/** What one step of a run said and did. */
export interface StepRun {
	readonly id: string;
	/** `success`, `failure`, or `not run`. */
	readonly result: string;
	readonly summary: string;
	readonly outputs: Readonly<Record<string, string>>;
	readonly annotations: readonly StepAnnotation[];
	/** What it printed. */
	readonly text: string;
}

export interface StepAnnotation {
	readonly level: string;
	readonly file: string;
	readonly line: string;
	readonly message: string;
}

/** One line of `act --json`. */
interface Line {
	readonly jobID?: string;
	readonly matrix?: Readonly<Record<string, unknown>>;
	readonly stepID?: readonly string[];
	readonly stage?: string;
	readonly stepResult?: string;
	readonly command?: string;
	readonly name?: string;
	readonly arg?: string;
	readonly content?: string;
	readonly raw_output?: boolean;
	readonly msg?: string;
	readonly kvPairs?: { readonly file?: string; readonly line?: string };
}

/** A log by `act --json` as a person reads it. */
export function readable(log: string): string {
	return log.replaceAll(/^\{.*$/gm, (line) => {
		const { jobID = "", stepID = [], msg = "" } = JSON.parse(line) as Line;
		return [jobID, ...stepID, msg.trimEnd()].join(" ");
	});
}

/** The steps of a log by `act --json`, in the order of their first lines. */
export function stepsOf(log: string): readonly StepRun[] {
	const lines = log
		.split("\n")
		.filter((line) => line.startsWith("{"))
		.map((line) => JSON.parse(line) as Line)
		.filter(({ stepID }) => stepID !== undefined);
	const steps = new Map<string, Line[]>();
	for (const line of lines) {
		const key = JSON.stringify([line.jobID, line.matrix, line.stepID]);
		const known = steps.get(key);
		if (known) known.push(line);
		else steps.set(key, [line]);
	}
	return [...steps.values()].map(step);
}

function step(lines: readonly Line[]): StepRun {
	const said = (command: string) =>
		lines.filter((line) => line.command === command);
	return {
		id: lines[0]?.stepID?.[0] ?? "",
		result:
			lines.find((line) => line.stepResult && line.stage === "Main")
				?.stepResult ?? "not run",
		summary: said("summary")
			.map((line) => line.content)
			.join(""),
		outputs: Object.fromEntries(
			said("set-output").map(({ name = "", arg = "" }) => [name, arg]),
		),
		annotations: ["error", "warning", "notice"].flatMap((level) =>
			said(level).map(({ arg = "", kvPairs }) => ({
				level,
				file: kvPairs?.file ?? "",
				line: kvPairs?.line ?? "",
				message: arg,
			})),
		),
		text: lines
			.filter((line) => line.raw_output)
			.map((line) => line.msg)
			.join(""),
	};
}
