import { execFileSync } from "node:child_process";
import {
	cpSync,
	mkdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { join } from "node:path";

/** As the README tells a user to write it, with one more step that reads the outputs. */
const WORKFLOW = `name: Leaks
on: pull_request
permissions:
  contents: read
  pull-requests: write
jobs:
  leaks:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v7
      - id: leaks
        uses: go-leak-budget/go-leak-budget@v1
        with:
          comment-key: orders
      - if: always()
        run: test -s "$VERDICT" && test -s "$REPORT"
        env:
          VERDICT: \${{ steps.leaks.outputs.verdict }}
          REPORT: \${{ steps.leaks.outputs.report }}
`;

/** Stands in for actions/checkout, which would ask github.com. */
const CHECKOUT = {
	"action.yml": "name: checkout\nruns: { using: node24, main: index.cjs }\n",
	"index.cjs":
		'require("node:child_process").execFileSync("git", ["clone", "--quiet", process.env.BED_SOURCE, "."], { stdio: "inherit" });\n',
};

/** The repository of somebody who uses the action, and the folders of the actions it uses. */
export interface Consumer {
	readonly source: string;
	readonly checkout: string;
	readonly action: string;
	/** Makes the repository hold one of fixtures/services, listening on `port`, with more lines in its budget file; gives the commit. */
	commit(fixture: string, port: number, more?: string): string;
}

/** @param folder empty; everything is made in it */
export function makeConsumer(folder: string): Consumer {
	const source = join(folder, "shop");
	const checkout = join(folder, "checkout");
	const action = join(folder, "go-leak-budget");
	mkdirSync(source);
	git("init", "--quiet", "--initial-branch=main");
	git("remote", "add", "origin", "https://github.com/acme/shop.git");
	mkdirSync(checkout);
	for (const [name, text] of Object.entries(CHECKOUT)) {
		writeFileSync(join(checkout, name), text);
	}
	// What a tag of ours holds and the runner needs; built anew, for dist/ may be of an earlier commit.
	for (const name of ["action.yml", "package.json"]) {
		cpSync(name, join(action, name));
	}
	execFileSync(process.execPath, [
		"--input-type=module",
		"--eval",
		`import { buildInto } from "./scripts/build.ts"; await buildInto(${JSON.stringify(join(action, "dist"))});`,
	]);
	return { source, checkout, action, commit };

	function commit(fixture: string, port: number, more = ""): string {
		git("rm", "-r", "--quiet", "--ignore-unmatch", ".");
		cpSync(join("fixtures/services", fixture), source, {
			recursive: true,
			filter: (path) => !/\/(bin|\.leak-budget)$/.test(path),
		});
		const budget = readFileSync(join(source, "leak-budget.yml"), "utf8");
		rmSync(join(source, "leak-budget.yml"));
		write(
			".github/leak-budget.yml",
			`name: orders\n${budget.replaceAll(/127\.0\.0\.1:\d+/g, `127.0.0.1:${port}`)}${more}`,
		);
		write(".github/workflows/leaks.yml", WORKFLOW);
		git("add", ".");
		git("commit", "--quiet", "--message", fixture);
		return git("rev-parse", "HEAD").trim();
	}

	function write(path: string, text: string): void {
		const file = join(source, path);
		mkdirSync(join(file, ".."), { recursive: true });
		writeFileSync(file, text);
	}

	function git(...words: string[]): string {
		const who = ["-c", "user.name=bed", "-c", "user.email=bed@localhost"];
		return execFileSync("git", ["-C", source, ...who, ...words], {
			encoding: "utf8",
		});
	}
}
