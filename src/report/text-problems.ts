import { type ExplainedProblem, explainProblem } from "../explain/problem.ts";
import type { Problem } from "../model/problem.ts";
import { type Palette, palette } from "./ansi.ts";
import { plain, plainLine } from "./plain.ts";
import { wrap } from "./wrap.ts";

/** Problems that left no verdict: a budget file with mistakes, a folder that is not there. */
export function problemReport(
	problems: readonly Problem[],
	options: { readonly color: boolean; readonly width?: number },
): string {
	const paint = palette(options.color);
	const width = Math.max(40, options.width ?? 100);
	const lines = problems.flatMap((problem) => {
		const { where, message, tail, remedy } = explainProblem(problem);
		// One line for each mistake: editors and people find file:line:column at its start.
		return [
			[where, message]
				.filter((part) => part !== null)
				.map((part) => plain(part, 600))
				.join("  "),
			...textProblems(
				[{ where: null, message: null, tail, remedy }],
				width,
				paint,
			),
		];
	});
	return `${lines.join("\n")}\n`;
}

/** Below a headline: what more there is to say, the last lines of the log that matters, what to do. */
export function textProblems(
	problems: readonly ExplainedProblem[],
	width: number,
	paint: Palette,
): readonly string[] {
	return problems.flatMap(({ where, message, tail, remedy }) => [
		...indented(
			"  ",
			where === null ? message : `${where} – ${message}`,
			width,
		),
		...tail.slice(-20).flatMap((line, at, lines) =>
			// The last line says why, at its end as often as at its beginning.
			(at === lines.length - 1 && line.length > width - 6
				? wrap(plain(line, 600), width - 6)
				: [plainLine(line, width - 6)]
			).map((part) => `      ${paint.dim(part)}`.trimEnd()),
		),
		...indented("  → ", remedy, width),
	]);
}

function indented(
	lead: string,
	text: string | null,
	width: number,
): readonly string[] {
	if (text === null) return [];
	const space = " ".repeat(lead.length);
	return wrap(plain(text, 600), width - 6).map(
		(line, index) => (index === 0 ? lead : space) + line,
	);
}
