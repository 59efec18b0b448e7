import { join } from "node:path";
import { systemClock } from "../adapters/clock.ts";
import { EVIDENCE } from "../adapters/evidence/layout.ts";
import { logTail } from "../adapters/evidence/log-tail.ts";
import { maskedEvidence } from "../adapters/evidence/masked.ts";
import { readEvidence } from "../adapters/evidence/read.ts";
import {
	openEvidence,
	openForStopped,
	saveReport,
} from "../adapters/evidence/write.ts";
import { loadRunner } from "../adapters/load/runner.ts";
import { pageScript } from "../adapters/page-script.ts";
import { maskOfRun } from "../adapters/secrets/mask-of-run.ts";
import { serviceHost } from "../adapters/service/host.ts";
import { changesSinceBase } from "../adapters/source/changes.ts";
import { excerptsOf } from "../adapters/source/excerpts.ts";
import { repositoryRoot } from "../adapters/source/repository.ts";
import { withTemporaryFolder } from "../adapters/temporary.ts";
import { differencesOfRun } from "../engine/differences.ts";
import {
	differencesToBase,
	type ReadRun,
} from "../engine/differences-to-base.ts";
import { type BroughtBase, run, stoppedVerdict } from "../engine.ts";
import type { Difference } from "../model/difference.ts";
import type { Evidence } from "../model/evidence.ts";
import type { Excerpt } from "../model/excerpt.ts";
import { foldJournal } from "../model/journal.ts";
import type { Plan } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";
import type { Progress } from "../model/progress.ts";
import type { Verdict } from "../model/verdict.ts";
import type { EvidenceReader, Ports } from "../ports.ts";
import { htmlReport } from "../report/html/html-report.ts";
import { verdictJson } from "../report/json.ts";
import { markdownReport } from "../report/markdown.ts";
import type { Timeline } from "../report/sparkline.ts";
import { typed } from "./typed.ts";
import { TOOL } from "./version.ts";

/** Job summaries end at 1 MiB; a report that long is read by nobody. */
const REPORT_CHARACTERS = 200_000;

/** A judged run, with its files written: `verdict.json`, `report.md`, `report.html` and `evidence/` in `folder`. */
export interface Measured {
	readonly verdict: Verdict;
	readonly excerpts: readonly Excerpt[];
	readonly timeline: Timeline;
	readonly folder: string;
	readonly paths: {
		readonly verdict: string;
		readonly report: string;
		readonly html: string;
	};
}

/** Runs the plan on this machine with all evidence in `folder`. Throws a Stop only where the folder cannot be written. */
export async function measure(options: {
	readonly plan: Plan;
	readonly folder: string;
	readonly progress: (progress: Progress) => void;
	readonly signal: AbortSignal;
	/** What lies in the folder's `base`, or why nothing does. */
	readonly base?: BroughtBase | undefined;
	/** What stands between the run and the world; nothing unless given. */
	readonly around?: (ports: Ports) => Ports;
}): Promise<Measured> {
	const { plan, folder, progress, signal, base } = options;
	const { around = (ports) => ports } = options;
	const mask = maskOfRun(plan);
	const evidence = maskedEvidence(openEvidence(folder), mask);
	const clock = systemClock();
	const logDirectory = join(folder, EVIDENCE, "logs");
	const verdict = await withTemporaryFolder((workDir) => {
		const notes = (text: string) => {
			const masked = mask.text(text);
			evidence.append({ type: "note", text: masked });
			progress({ kind: "note", text: masked });
		};
		const host = serviceHost({ plan, workDir, logDirectory, clock, notes });
		const load = loadRunner({ plan, workDir, logDirectory, clock, notes });
		const ports: Ports = {
			clock,
			host,
			load,
			evidence,
			progress,
			signal,
			startedAt: new Date().toISOString(),
			tool: TOOL,
		};
		return run(plan, around(ports), readEvidence(folder), base);
	});
	return reportsOf(verdict, folder).write();
}

/** The reports of a verdict; `write` puts them beside its evidence. `other` is what it was compared with instead of the run's own base. */
export function reportsOf(
	verdict: Verdict,
	folder: string,
	other?: EvidenceReader,
): {
	readonly excerpts: readonly Excerpt[];
	/** Of at most so many characters. */
	readonly markdown: (limit: number) => string;
	readonly html: () => string;
	readonly write: () => Measured;
} {
	const reader = readEvidence(folder);
	const evidence = foldJournal(reader.events());
	const isOwn = verdict.base?.ref === evidence.base?.ref;
	const base = other ?? (isOwn ? reader.base : undefined);
	const excerpts = excerptsFor(verdict, evidence);
	const { plan, readings, settled, loads } = evidence;
	const timeline = { readings, settled };
	const scenarios = new Map(
		loads.map(({ round, load }) => [round, load.scenario]),
	);
	const markdown = (limit: number) =>
		markdownReport(verdict, { excerpts, timeline, limit });
	const html = () => {
		const script = pageScript();
		return htmlReport(verdict, {
			excerpts,
			readings,
			settled,
			...(plan.load.length > 1 && { scenarios }),
			loadMs: new Map(loads.map(({ round, load }) => [round, load.durationMs])),
			folder: typed(folder),
			differences: [
				...differencesOfRun(evidence, reader.read),
				...againstBase(verdict, { evidence, read: reader.read }, base),
			],
			log: logTail(folder),
			...(script && { script }),
		});
	};
	return {
		excerpts,
		markdown,
		html,
		write: () => ({
			verdict,
			excerpts,
			timeline,
			folder,
			paths: {
				verdict: saveReport(folder, "verdict.json", verdictJson(verdict)),
				report: saveReport(folder, "report.md", markdown(REPORT_CHARACTERS)),
				html: saveReport(folder, "report.html", html()),
			},
		}),
	};
}

/** The verdict on what never became a run, as `verdict.json` and `report.md` in `folder`. */
export function writeStopped(
	problems: readonly Problem[],
	folder: string,
	name = "leak-budget",
): void {
	const verdict = stoppedVerdict(name, problems, TOOL);
	openForStopped(folder);
	saveReport(folder, "verdict.json", verdictJson(verdict));
	saveReport(
		folder,
		"report.md",
		markdownReport(verdict, { excerpts: [], limit: REPORT_CHARACTERS }),
	);
}

function againstBase(
	verdict: Verdict,
	run: ReadRun,
	base: EvidenceReader | undefined,
): readonly Difference[] {
	if (!verdict.base?.trusted || base === undefined) return [];
	const evidence = foldJournal(base.events());
	return differencesToBase({ evidence, read: base.read }, run);
}

function excerptsFor(
	verdict: Verdict,
	{ plan, environment }: Evidence,
): readonly Excerpt[] {
	const root = repositoryRoot(plan.directory);
	return excerptsOf(verdict.culprits, {
		root,
		changes: changesSinceBase(root, process.env),
		moduleDirectory: plan.service.cwd,
		modules: environment?.modules ?? { firstParty: [], libraries: [] },
	});
}
