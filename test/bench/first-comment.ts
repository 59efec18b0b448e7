import { firstComment } from "../e2e/action/first-comment.ts";

// npm run bench:first-comment: from no workflow to the first comment, by the README.
const { lines, ourLines, seconds, comments } = await firstComment();
console.log(
	`${lines} lines of YAML, ${ourLines} of them our step; the comment was there ${seconds.toFixed(1)} s after the push:`,
);
console.log(comments[0]?.split("\n").find((line) => line.startsWith("#")));
