import type { Check } from "../model/check.ts";
import type { Problem } from "../model/problem.ts";
import { plain, plainName } from "./plain.ts";

/** One line a check: its level, what was looked at, what was seen, and the remedy. */
export function checksReport(checks: readonly Check[]): string {
	const width = Math.max(...checks.map(({ subject }) => subject.length));
	const lines = checks.map(({ level, subject, message, remedy }) =>
		[
			level.padEnd("problem".length),
			subject.padEnd(width),
			`${plain(message, 900)}${remedy === undefined ? "" : `. ${plain(remedy, 500)}`}`,
		].join("  "),
	);
	return `${lines.join("\n")}\n`;
}

/** What stopped a look, as a check of its own. */
export function checkOfProblem(subject: string, problem: Problem): Check {
	const { message, where, remedy, tail = [] } = problem;
	// A long line of a log has its reason at the end as often as at the beginning.
	const last = tail
		.filter((line) => line.trim() !== "")
		.slice(-5)
		.map((line) => plainName(line, 120));
	return {
		level: "problem",
		subject,
		message: `${where === undefined ? "" : `${where}: `}${message.replace(/\.$/, "")}${last.length === 0 ? "" : `: ${last.join(" | ")}`}`,
		...(remedy !== undefined && { remedy }),
	};
}
