import { join } from "node:path";
import { afterAll, beforeAll } from "@jest/globals";
import type { Fixture } from "./fixture-folders.ts";
import { type FixtureRun, runFixture } from "./fixture-run.ts";
import { freshBundle } from "./fresh-bundle.ts";
import { twoAtATime } from "./two-at-a-time.ts";

/** So that tests do not meet whoever runs the fixtures by hand or for a benchmark. */
const PORT_SHIFT = 5_000;

/** A fresh machine compiles Go's own packages and downloads modules and a toolchain. */
const FIRST_RUN_MS = 15 * 60_000;

/**
 * Runs the fixtures once, before the tests of this file, by a CLI bundled from
 * the sources. What still runs when the tests end is stopped.
 */
export function recordedFixtures(
	fixtures: readonly Fixture[],
	scratch: string,
): {
	readonly cli: string;
	readonly of: (fixture: Fixture) => Promise<FixtureRun>;
} {
	const abort = new AbortController();
	const runs = new Map<string, Promise<FixtureRun>>();
	const cli = join(scratch, "dist", "cli.js");
	beforeAll(async () => {
		await freshBundle(scratch);
		const results = twoAtATime(fixtures, (fixture) =>
			runFixture(fixture, {
				cli,
				folder: join(scratch, "runs", fixture.name),
				portShift: PORT_SHIFT,
				signal: abort.signal,
			}),
		);
		for (const [index, fixture] of fixtures.entries()) {
			const result = results[index];
			if (result) runs.set(fixture.name, result);
		}
		// All of them before the first test, which would disturb the measuring.
		await Promise.allSettled(results);
	}, FIRST_RUN_MS);
	afterAll(async () => {
		abort.abort();
		await Promise.allSettled(runs.values());
	}, 30_000);
	return {
		cli,
		of: async (fixture) => {
			const run = await runs.get(fixture.name);
			if (!run) throw new Error(`${fixture.name} was not run`);
			return run;
		},
	};
}
