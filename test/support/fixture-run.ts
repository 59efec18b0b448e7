import { readFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import type { Finding, Verdict } from "../../src/model/verdict.ts";
import { copyFixture, type Fixture } from "./fixture-folders.ts";

/** One run of a fixture by the CLI, in a process of its own. */
export interface FixtureRun {
	readonly fixture: Fixture;
	/** The copy that was built and run. */
	readonly source: string;
	/** What the run wrote: `verdict.json`, `report.md`, `evidence/`. */
	readonly out: string;
	readonly exitCode: number | undefined;
	readonly stdout: string;
	readonly stderr: string;
	readonly verdict: Verdict;
	readonly ms: number;
}

/** Copies the fixture to `folder` (which must not exist) and runs it there as a user would. An aborted run is stopped as by Ctrl-C. */
export async function runFixture(
	fixture: Fixture,
	options: {
		readonly cli: string;
		readonly folder: string;
		readonly portShift: number;
		readonly signal: AbortSignal;
	},
): Promise<FixtureRun> {
	const source = join(options.folder, fixture.name);
	const out = join(options.folder, "out");
	copyFixture(fixture, source, options.portShift);
	const words = ["leak-budget.yml", "--out", out, "--format", "json"];
	const beganMs = performance.now();
	const { exitCode, stdout, stderr } = await execa(
		process.execPath,
		[options.cli, "run", ...words, "--quiet"],
		{
			cwd: source,
			env: fixture.env,
			reject: false,
			stripFinalNewline: false,
			cancelSignal: options.signal,
			// The CLI ends the service first, which may take as long as its stop timeout.
			forceKillAfterDelay: 20_000,
		},
	);
	const ms = performance.now() - beganMs;
	return {
		fixture,
		source,
		out,
		exitCode,
		stdout,
		stderr,
		verdict: verdictIn(out, stderr),
		ms,
	};
}

function verdictIn(out: string, stderr: string): Verdict {
	try {
		return JSON.parse(readFileSync(join(out, "verdict.json"), "utf8"));
	} catch (error) {
		throw new Error(`no verdict in ${out}; the CLI said: ${stderr}`, {
			cause: error,
		});
	}
}

const EXIT_CODES = { pass: 0, fail: 1, undecided: 2 } as const;

/** Metrics that are over as a consequence: a goroutine holds memory, and may be proved to be stuck. */
const FOLLOWS: Readonly<Record<string, readonly string[]>> = {
	goroutines: ["leaked_goroutines", "inuse_space"],
};

/** In what a run differs from its fixture's expected.json; empty where it does not. */
export function surprisesOf(run: FixtureRun): readonly string[] {
	const { expected } = run.fixture;
	const { verdict } = run;
	const surprises: string[] = [];
	const expect = (what: string, wanted: unknown, given: unknown) => {
		if (wanted !== given)
			surprises.push(`${what}: expected ${wanted}, given ${given}`);
	};
	expect("outcome", expected.outcome, verdict.outcome);
	expect("exit code", EXIT_CODES[expected.outcome], run.exitCode);
	expect("exitCode", EXIT_CODES[expected.outcome], verdict.exitCode);

	for (const { code, message } of verdict.problems)
		if (expected.outcome !== "undecided") surprises.push(`${code}: ${message}`);

	const broken = verdict.findings.filter(({ outcome }) => outcome === "over");
	const over = broken.map((finding) => finding.metric);
	const scenarios = new Set(broken.map(({ scenario }) => scenario));
	if (expected.outcome === "fail")
		expect(
			"loads it is over under",
			expected.scenario ?? "",
			[...scenarios].join(" "),
		);
	const metrics = expected.metrics ?? [];
	const missing = metrics.filter((metric) => !over.includes(metric));
	const allowed = metrics.flatMap((one) => [one, ...(FOLLOWS[one] ?? [])]);
	const extra = over.filter((metric) => !allowed.includes(metric));
	expect("metrics that should be over", "", missing.join(" "));
	expect("metrics that should not be over", "", extra.join(" "));

	const first = verdict.culprits[0];
	if (expected.scenario !== undefined)
		expect("its load", expected.scenario, first?.scenario);
	if (!isRightCulprit(run))
		surprises.push(
			`first culprit: expected ${[expected.culprit ?? "none"].flat().join(" or ")}, given ${first?.function ?? "none"}`,
		);
	// Where only a log is left of the run, these say why.
	if (surprises.length > 0) surprises.push(...verdict.findings.map(told));
	return surprises;
}

function told({
	metric,
	outcome,
	kind,
	noise,
	limit,
	rounds,
}: Finding): string {
	const growths = rounds.map((round) => round.growth).join(", ");
	return `${metric} ${outcome} (${kind}): ${growths} in its rounds; limit ${limit.text}, noise ${noise}`;
}

/** Whether the first culprit is the one that the fixture names, or there is none where it names none. */
export function isRightCulprit({ fixture, verdict }: FixtureRun): boolean {
	const first = verdict.culprits[0]?.function;
	const { culprit } = fixture.expected;
	return culprit === undefined
		? first === undefined
		: first !== undefined && [culprit].flat().includes(first);
}
