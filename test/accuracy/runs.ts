import { rmSync } from "node:fs";
import { join } from "node:path";
import { twoAtATime } from "../support/two-at-a-time.ts";
import type { Binaries } from "./binaries.ts";
import { isRight, type Score, scoreOf, scoreWithoutVerdict } from "./score.ts";
import type { Subject } from "./subject.ts";
import { runSubject } from "./subject-run.ts";

/**
 * Runs every subject `repeat` times, two side by side, until `deadlineMs`
 * (performance.now()), when what has begun is still finished. All of one turn,
 * then the next, so that a bad moment of the machine hits all alike. What a run
 * left behind is kept where it was judged wrong.
 */
export async function scoresOf(
	subjects: readonly Subject[],
	options: {
		readonly cli: string;
		readonly binaries: Binaries;
		readonly scratch: string;
		readonly repeat: number;
		readonly deadlineMs: number;
		readonly signal: AbortSignal;
		readonly onScore: (score: Score) => void;
	},
): Promise<readonly Score[]> {
	const turns = Array.from({ length: options.repeat }, (_, turn) =>
		subjects.map((subject) => ({ subject, turn })),
	).flat();
	const scores = await Promise.all(
		twoAtATime(turns, async ({ subject, turn }) => {
			const { signal, deadlineMs } = options;
			if (signal.aborted || performance.now() > deadlineMs) return [];
			const folder = join(
				options.scratch,
				`${subject.name.replaceAll(/\W+/g, "-")}-${turn + 1}`,
			);
			const score = await runSubject(subject, { ...options, folder }).then(
				scoreOf,
				(error: Error) => scoreWithoutVerdict(subject, error.message),
			);
			if (signal.aborted) return [];
			if (isRight(score)) rmSync(folder, { recursive: true, force: true });
			options.onScore(score);
			return [score];
		}),
	);
	return scores.flat();
}
