import { execFileSync } from "node:child_process";
import {
	cpSync,
	mkdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { join } from "node:path";

/** What one commit of the consumer's repository holds. */
export interface Commit {
	readonly leaks: boolean;
	/** Makes another text of the client, where the leak is. */
	readonly edit?: (client: string) => string;
	/** The command that drives the service at that address, instead of the usual requests. */
	readonly load?: (address: string) => string;
	/** Added to the budget file. */
	readonly more?: string;
	/** More files, by path. */
	readonly files?: Readonly<Record<string, string>>;
}

/** The repository of somebody who uses the action. */
export interface Shop {
	/** Its working tree is what the event's GITHUB_SHA names. */
	readonly source: string;
	/** Commits to main, and leaves it checked out; gives the commit. */
	toMain(commit: Commit): string;
	/** Commits to the pull request's branch, and leaves GitHub's merge of it into main checked out; gives the branch's commit. */
	toPull(commit: Commit): string;
}

const CLIENT = "internal/orders/client.go";

/** A heap with room enough that what is counted exactly decides: the same verdict each time, and soon. */
const LIMITS = `settle: { timeout: 3s, quiet: 200ms }
budgets: { goroutines: +0, inuse_space: +1MiB }
`;

/** @param folder empty or absent */
export function makeShop(options: {
	readonly folder: string;
	/** That the service listens on. */
	readonly port: number;
	/** By file name. */
	readonly workflows: Readonly<Record<string, string>>;
}): Shop {
	const { folder: source, port, workflows } = options;
	mkdirSync(source, { recursive: true });
	git("init", "--quiet", "--initial-branch=main");
	git("remote", "add", "origin", "https://github.com/acme/shop.git");
	// As GitHub lets a checkout ask.
	git("config", "uploadpack.allowAnySHA1InWant", "true");
	write("README.md", "A shop.\n");
	save("start");
	let commits = 0;

	return {
		source,
		toMain: (commit) => {
			git("checkout", "--quiet", "--force", "main");
			return commitAll(commit);
		},
		toPull: (commit) => {
			const known = git("branch", "--list", "orders") !== "";
			git(
				"checkout",
				"--quiet",
				"--force",
				...(known ? ["orders"] : ["-B", "orders", "main"]),
			);
			const sha = commitAll(commit);
			git("checkout", "--quiet", "--detach", "main");
			git(
				"merge",
				"--quiet",
				"--no-ff",
				"--strategy-option=theirs",
				"--message=merge",
				"orders",
			);
			return sha;
		},
	};

	function commitAll({
		leaks,
		edit,
		load,
		more = "",
		files = {},
	}: Commit): string {
		git("rm", "-r", "--quiet", ".");
		const fixture = `send-blocked${leaks ? "" : "-mended"}`;
		cpSync(join("fixtures/services", fixture), source, {
			recursive: true,
			filter: (path) => !/\/(bin|\.leak-budget)$/.test(path),
		});
		rmSync(join(source, "leak-budget.yml"));
		rmSync(join(source, "expected.json"));
		if (edit) write(CLIENT, edit(readFileSync(join(source, CLIENT), "utf8")));
		write(
			".github/leak-budget.yml",
			`name: orders
service:
  build: go build -o bin/service .
  run: bin/service -addr 127.0.0.1:${port}
  ready: http://127.0.0.1:${port}/healthz
load: ${load ? `{ run: ${JSON.stringify(load(`http://127.0.0.1:${port}`))} }` : `{ http: GET http://127.0.0.1:${port}/orders/1, requests: 30 }`}
${LIMITS}${more}`,
		);
		for (const [name, text] of Object.entries(workflows))
			write(`.github/workflows/${name}`, text);
		for (const [path, text] of Object.entries(files)) write(path, text);
		// No two commits are the same.
		write("COMMIT", `${++commits}\n`);
		return save(fixture);
	}

	function save(message: string): string {
		git("add", ".");
		git("commit", "--quiet", "--message", message);
		return git("rev-parse", "HEAD");
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
		}).trim();
	}
}
