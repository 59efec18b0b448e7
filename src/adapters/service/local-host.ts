import { join } from "node:path";
import type { Plan } from "../../model/plan.ts";
import { Stop } from "../../model/problem.ts";
import type { Clock, ServiceHost } from "../../ports.ts";
import { childEnvironment } from "../process/environment.ts";
import { howItEnded } from "../process/how-it-ended.ts";
import {
	patienceMs,
	runShell,
	type ShellProcess,
	startShell,
	untilExitOrAbort,
} from "../process/shell.ts";
import { maskOfRun } from "../secrets/mask-of-run.ts";
import { refuseTakenPort } from "./address.ts";
import { buildFailed, setupFailed } from "./command-failed.ts";
import type { Doors } from "./doors.ts";
import { usesGoRun } from "./go-run.ts";
import { startService } from "./start.ts";

export interface HostOptions {
	readonly plan: Plan;
	/** A temporary folder of ours. */
	readonly workDir: string;
	readonly logDirectory: string;
	readonly clock: Clock;
	readonly notes: (text: string) => void;
}

/** A teardown that hangs must not hold the verdict back for ever. */
const teardownMs = 120_000;

/** Runs the plan's commands on this machine, each in a process group of its own. */
export function localHost(options: HostOptions, doors: Doors): ServiceHost {
	const { plan, clock } = options;
	const { service } = plan;
	const log = (name: string) => join(options.logDirectory, `${name}.log`);
	const environment = childEnvironment(process.env, service.env);
	const mask = maskOfRun(plan);
	/** What setup left running in the background: it is wanted until teardown. */
	let background: ShellProcess | undefined;
	let goEnvironment: Readonly<Record<string, string>> = {};
	let builtAt: number | undefined;

	const prepare = async (signal: AbortSignal) => {
		if (service.profiles.kind !== "auto") return;
		if (service.build === undefined && !usesGoRun(service.run)) return;
		const prepared = await doors.prepareGoBuild({
			directory: service.cwd,
			env: environment,
			workDir: options.workDir,
			signal,
		});
		goEnvironment = prepared.env;
		for (const note of prepared.notes) options.notes(note);
	};

	return {
		async setup(signal) {
			if (plan.setup === undefined) return;
			signal.throwIfAborted();
			background = await startShell({
				command: plan.setup,
				cwd: plan.directory,
				env: environment,
				log: log("setup"),
				clock,
				mask,
			});
			const exit = await untilExitOrAbort(background, signal);
			if (exit?.code === 0) return;
			await background.end(softly);
			signal.throwIfAborted();
			throw setupFailed(plan.setup, exit, background.tail());
		},

		async build(signal) {
			await prepare(signal);
			if (service.build === undefined) return;
			builtAt = Date.now();
			const exit = await runShell({
				command: service.build,
				cwd: service.cwd,
				env: { ...environment, ...goEnvironment },
				log: log("build"),
				clock,
				mask,
				signal,
			});
			if (exit.code !== 0) throw buildFailed(service.build, exit, exit.tail);
		},

		async start(signal, when) {
			signal.throwIfAborted();
			await refuseTakenPort(plan.name, service.ready);
			return startService({
				plan,
				clock,
				mask,
				doors,
				log: log("service"),
				signal,
				notes: options.notes,
				when,
				environment: usesGoRun(service.run)
					? { ...environment, ...goEnvironment }
					: environment,
				...(builtAt !== undefined && { builtAt }),
			});
		},

		async teardown() {
			if (plan.teardown !== undefined) {
				await tearDown(plan.teardown).catch((error: unknown) => {
					options.notes(`teardown failed: ${reason(error)}`);
				});
			}
			if ((await background?.end(softly)) !== false) return;
			options.notes(
				"What setup started runs as another user; it could not be stopped.",
			);
		},
	};

	async function tearDown(command: string): Promise<void> {
		const exit = await runShell({
			command,
			cwd: plan.directory,
			env: environment,
			log: log("teardown"),
			clock,
			mask,
			signal: AbortSignal.timeout(teardownMs),
		});
		if (exit.code === 0) return;
		const last = exit.tail.at(-1);
		options.notes(
			`teardown ${howItEnded(exit)}${last === undefined ? "." : `: ${last}`}`,
		);
	}
}

const softly = { signal: "SIGTERM", timeoutMs: patienceMs };

function reason(error: unknown): string {
	if (error instanceof Stop) return error.message;
	if ((error as Error).name === "TimeoutError") {
		return `it did not end within ${teardownMs / 1000} s.`;
	}
	throw error;
}
