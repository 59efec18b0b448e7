import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What one commit of the consumer's repository holds. */
export interface Commit {
	readonly leaks: boolean;
	/** Services by name, and whether each leaks, in folders of their own; instead of the one at the root. */
	readonly monorepo?: Readonly<Record<string, boolean>>;
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
	/** That services listen on. */
	readonly ports: readonly number[];
	/** By file name. */
	readonly workflows: Readonly<Record<string, string>>;
}): Shop {
	const { folder: source, ports, workflows } = options;
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

	function commitAll(commit: Commit): string {
		git("rm", "-r", "--quiet", ".");
		if (commit.monorepo)
			for (const [index, [name, leaks]] of Object.entries(
				commit.monorepo,
			).entries()) {
				const budgetFile = `services/${name}/leak-budget.yml`;
				service(`services/${name}`, name, { leaks }, budgetFile, ports[index]);
			}
		else service(".", "orders", commit, ".github/leak-budget.yml", ports[0]);
		for (const [file, text] of Object.entries(workflows))
			write(`.github/workflows/${file}`, text);
		for (const [path, text] of Object.entries(commit.files ?? {}))
			write(path, text);
		// No two commits are the same.
		write("COMMIT", `${++commits}\n`);
		return save(`Commit ${commits}`);
	}

	function service(
		folder: string,
		name: string,
		{ leaks, edit = (text) => text, load, more = "" }: Commit,
		budgetFile: string,
		port = 0,
	): void {
		const fixture = `fixtures/services/send-blocked${leaks ? "" : "-mended"}`;
		for (const file of ["go.mod", "main.go"])
			write(join(folder, file), readFileSync(join(fixture, file), "utf8"));
		const client = readFileSync(join(fixture, CLIENT), "utf8");
		write(join(folder, CLIENT), edit(client));
		const address = `http://127.0.0.1:${port}`;
		write(
			budgetFile,
			`name: ${name}
service:
  build: go build -o bin/service .
  run: bin/service -addr 127.0.0.1:${port}
  ready: ${address}/healthz
load: ${load ? `{ run: ${JSON.stringify(load(address))} }` : `{ http: GET ${address}/orders/1, requests: 30 }`}
${LIMITS}${more}`,
		);
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
