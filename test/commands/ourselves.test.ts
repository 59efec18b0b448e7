import { resolve } from "node:path";
import { expect, test } from "@jest/globals";
import { ourselves } from "../../src/commands/ourselves.ts";

test.each([
	["/usr/lib/node_modules/.bin/leak-budget", undefined, "leak-budget"],
	["/home/me/.npm/_npx/1/.bin/go-leak-budget", "exec", "npx go-leak-budget"],
	[resolve("dist/cli.js"), undefined, "node dist/cli.js"],
	["/opt/tool/dist/cli.js", undefined, "node /opt/tool/dist/cli.js"],
	["", undefined, "leak-budget"],
])("%s started by npm as %s is typed %s", (script, npm, words) => {
	expect(ourselves(script, npm ?? "")).toBe(words);
});
