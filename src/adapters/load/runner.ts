import { join } from "node:path";
import type { Plan } from "../../model/plan.ts";
import type { Clock, LoadRunner } from "../../ports.ts";
import { maskOfRun } from "../secrets/mask-of-run.ts";
import { tooManyErrors } from "./check-errors.ts";
import { drive } from "./registry.ts";

export interface LoadOptions {
	readonly plan: Plan;
	readonly logDirectory: string;
	/** A temporary folder of ours. */
	readonly workDir: string;
	readonly clock: Clock;
	/** Sentences for the user. */
	readonly notes: (text: string) => void;
}

/** Runs scenarios with the driver of their kind; a Stop `load-errors` when too much of one failed. */
export function loadRunner(options: LoadOptions): LoadRunner {
	const { plan, clock, workDir, notes } = options;
	const noted = new Set<string>();
	const mask = maskOfRun(plan);
	return {
		async run(scenario, round, signal) {
			signal.throwIfAborted();
			// A scenario's name is foreign text and no file name; its place is.
			const place = plan.load.findIndex((each) => each.name === scenario.name);
			const suffix = plan.load.length > 1 ? `-${place + 1}` : "";
			const { result, tail } = await drive(scenario, {
				directory: plan.directory,
				log: join(options.logDirectory, `load-${round}${suffix}.log`),
				workDir,
				clock,
				mask,
				signal,
			});
			const { ready } = plan.service;
			const stop = tooManyErrors(scenario, result, { tail, ready });
			if (stop !== undefined) throw stop;
			if (result.requests === undefined && !noted.has(scenario.name)) {
				noted.add(scenario.name);
				notes(unknownRequests(scenario.name));
			}
			return result;
		},
	};
}

function unknownRequests(name: string): string {
	return `load ${name}: the requests of this load are not known: it prints no summary of hey, vegeta, k6 or autocannon. See that it fails when they fail, e.g. curl -f.`;
}
