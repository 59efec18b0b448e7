import { expect, test } from "@jest/globals";
import { explained, RUN_MS } from "./bed.ts";
import { firstComment } from "./first-comment.ts";

test(
	"from no workflow to the first comment by the README's lines alone (npm run bench:first-comment prints how long)",
	async () => {
		const { lines, ourLines, seconds, comments, violations, run } =
			await firstComment();
		explained(run, () => {
			expect({ lines, ourLines }).toEqual({ lines: 19, ourLines: 5 });
			expect(comments).toEqual([
				expect.stringMatching(/^### ❌ .*internal\/orders\/client\.go:38/mu),
			]);
			// Two minutes in all are what it may take with everything cold.
			expect(seconds).toBeLessThan(120);
			expect(violations).toEqual([]);
		});
	},
	RUN_MS,
);
