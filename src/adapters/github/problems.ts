import type { Problem } from "../../model/problem.ts";
import { logPlain } from "./plain-log.ts";
import type { Toolkit } from "./toolkit.ts";

/** What kept the run from starting: errors in the inputs or the budget file, shown at their line. */
export function reportProblems(
	toolkit: Toolkit,
	problems: readonly Problem[],
): void {
	for (const { message, where, remedy, tail } of problems) {
		const place = /^(.+?):(\d+)(?::(\d+))?$/.exec(where ?? "");
		const text = [
			where === undefined ? message : `${where}  ${message}`,
			...(remedy === undefined ? [] : [`→ ${remedy}`]),
		].join("\n");
		toolkit.error(
			text,
			place?.[1] === undefined
				? {}
				: {
						file: place[1],
						startLine: Number(place[2]),
						...(place[3] === undefined
							? {}
							: { startColumn: Number(place[3]) }),
					},
		);
		if (tail && tail.length > 0) {
			logPlain(toolkit.write, `${tail.join("\n")}\n`);
		}
	}
	toolkit.setFailed(
		problems.length === 1
			? "Nothing was measured: see the error above."
			: `Nothing was measured: see the ${problems.length} errors above.`,
	);
}
