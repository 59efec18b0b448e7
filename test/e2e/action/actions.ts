import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Stands in for actions/checkout, which would ask github.com: the commit of the
 * event, alone unless `fetch-depth` says otherwise.
 */
const CHECKOUT = {
	"action.yml":
		"name: checkout\ninputs: { fetch-depth: { default: 1 } }\nruns: { using: node24, main: index.cjs }\n",
	"index.cjs": `const { execFileSync } = require("node:child_process");
const git = (...words) => execFileSync("git", words, { stdio: "inherit" });
const depth = process.env["INPUT_FETCH-DEPTH"];
const some = depth === "0" ? [] : ["--depth=" + depth];
git("init", "--quiet", ".");
git("remote", "add", "origin", "file://" + process.env.BED_SOURCE);
git("fetch", "--quiet", ...some, "origin", process.env.GITHUB_SHA);
git("checkout", "--quiet", "--detach", "FETCH_HEAD");
`,
};

/** Go is there already. */
const SETUP_GO = {
	"action.yml": "name: setup-go\nruns: { using: node24, main: index.cjs }\n",
	"index.cjs": "",
};

/** Makes the actions that workflows on the bed use, ours built from these sources; gives act's words that serve them. */
export function localActions(folder: string): readonly string[] {
	const ours = join(folder, "go-leak-budget");
	// What a tag of ours holds and the runner needs; built anew, for dist/ may be of an earlier commit.
	for (const name of ["action.yml", "package.json"])
		cpSync(name, join(ours, name));
	execFileSync(process.execPath, [
		"--input-type=module",
		"--eval",
		`import { buildInto } from "./scripts/build.ts"; await buildInto(${JSON.stringify(join(ours, "dist"))});`,
	]);
	return [
		`--local-repository=actions/checkout@v7=${written("checkout", CHECKOUT)}`,
		`--local-repository=actions/setup-go@v7=${written("setup-go", SETUP_GO)}`,
		`--local-repository=owner/go-leak-budget@v1=${ours}`,
	];

	function written(name: string, files: Readonly<Record<string, string>>) {
		const action = join(folder, name);
		mkdirSync(action);
		for (const [file, text] of Object.entries(files))
			writeFileSync(join(action, file), text);
		return action;
	}
}
