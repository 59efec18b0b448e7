import { ignoreEntries } from "../explain/ignore-entries.ts";
import { roomToPass } from "../explain/room.ts";
import type { Verdict } from "../model/verdict.ts";
import { fold } from "./markdown-fold.ts";
import type { MarkdownOptions } from "./markdown-options.ts";
import { code, fence, prose } from "./markdown-text.ts";

/** Notes of the run, how to see the same again, and how to live with it for now. */
export function markdownNext(
	verdict: Verdict,
	options: MarkdownOptions,
): readonly string[] {
	const notes = verdict.notes.slice(0, 20).map((note) => `- ${prose(note)}`);
	const { rerun } = options;
	const commands = [
		...(rerun === undefined ? [] : [code(rerun, 300)]),
		...runLinks(options),
	].join(" · ");
	const room = roomToPass(verdict);
	const accept =
		room.length === 0
			? []
			: [
					"To accept it for now, give the budget that room:",
					fence("yaml", ["budgets:", ...room.map((line) => `  ${line}`)]),
				];
	const entries = ignoreEntries(verdict).map((entry) => `  - ${entry}`);
	const ignore =
		entries.length === 0
			? []
			: [
					"Or leave out what is known, each with its reason (and until when):",
					fence("yaml", ["ignore:", ...entries]),
				];
	const summary =
		accept.length + ignore.length === 0
			? "Reproduce"
			: "Reproduce, or accept it for now";
	return [
		...(notes.length === 0 ? [] : [notes.join("\n")]),
		...(verdict.outcome === "pass"
			? []
			: [
					fold(
						summary,
						[commands, ...accept, ...ignore].filter((one) => one !== ""),
					),
				]),
	];
}

/** The run on GitHub, and its evidence. */
function runLinks({
	links,
	run,
	artifact,
}: MarkdownOptions): readonly string[] {
	if (links === undefined || run === undefined) return [];
	const page = `${links.repository}/actions/runs/${run}`;
	return [
		`[this run](${page})`,
		...(artifact === undefined
			? []
			: [`[evidence and HTML report](${page}/artifacts/${artifact})`]),
	];
}
