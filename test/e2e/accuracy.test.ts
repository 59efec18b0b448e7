import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { buildBinaries, copyCorpus } from "../accuracy/binaries.ts";
import { shuffled } from "../accuracy/draw.ts";
import { isAccurate } from "../accuracy/growth-accuracy.ts";
import { kernels } from "../accuracy/kernels.ts";
import { accuracyReport } from "../accuracy/report.ts";
import { scoresOf } from "../accuracy/runs.ts";
import { isRight, type Score } from "../accuracy/score.ts";
import { listSubjects } from "../accuracy/subjects.ts";
import { freshBundle } from "../support/fresh-bundle.ts";
import { scratchFolder } from "../support/scratch.ts";

/**
 * A slice of the corpus: by default a minute of the leaks that ship with Go,
 * which need nothing from the network, always the same; with ACCURACY_MINUTES
 * a slice of all of it for so long, drawn by ACCURACY_SEED (`random` draws
 * anew). `npm run bench:accuracy` runs everything.
 */
const asked = process.env.ACCURACY_MINUTES;
const given = process.env.ACCURACY_SEED ?? "1";
const seed = given === "random" ? String(Date.now() % 100_000) : given;

/** Of running; what has begun by then is finished. */
const MINUTES = Number(asked ?? 1);

/** A fresh machine downloads and compiles what the corpus uses first. */
const BUILD_MS = 10 * 60_000;
/** The longest case waits twice for late clean-ups. */
const LONGEST_CASE_MS = 3 * 60_000;

describe(`services drawn by ACCURACY_SEED=${seed}`, () => {
	const scratch = scratchFolder();
	const abort = new AbortController();
	let scores: readonly Score[] = [];

	beforeAll(
		async () => {
			const cli = await freshBundle(scratch);
			const folder = join(scratch, "corpus");
			const goroot = execFileSync("go", ["env", "GOROOT"], {
				encoding: "utf8",
			}).trim();
			copyCorpus(goroot, folder);
			const { signal } = abort;
			const place = { cli, folder, signal };
			const built = await buildBinaries(asked ? ["cases"] : [], place);
			const services = asked ? listSubjects(built.cases) : [];
			// The race detector would be another build of minutes.
			const some = services.filter(({ binary }) => binary !== "race");
			scores = await scoresOf(shuffled([...some, ...kernels(goroot)], seed), {
				cli,
				binaries: built,
				scratch,
				repeat: 1,
				deadlineMs: performance.now() + MINUTES * 60_000,
				signal,
				onScore: () => {},
			});
		},
		BUILD_MS + MINUTES * 60_000 + LONGEST_CASE_MS,
	);
	afterAll(() => abort.abort());

	test("every leak fails with its name, and nothing else fails", () => {
		const wrong = scores.filter((score) => !isRight(score));
		expect(wrong.length === 0 ? "" : accuracyReport(wrong)).toBe("");
	});

	test("growth of goroutines is within 1 % of the truth", () => {
		const off = scores.filter(
			({ accuracy }) => isAccurate(accuracy).goroutines === false,
		);
		expect(off.map(({ name, accuracy }) => ({ name, ...accuracy }))).toEqual(
			[],
		);
	});

	test("some were drawn", () => {
		expect(scores.filter((score) => score.leaked).length).toBeGreaterThan(0);
	});
});
