import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import type { Consumer } from "./consumer.ts";
import { CI_TOKEN, type Emulator } from "./emulator.ts";
import { installAct } from "./tools.ts";

/** What one run of the workflow said and did. */
export interface ActRun {
	readonly passed: boolean;
	/** Of the step with our action. */
	readonly step: string;
	readonly summary: string;
	readonly outputs: Readonly<Record<string, string>>;
	readonly annotations: readonly ActAnnotation[];
	/** Everything, to be shown when a test fails. */
	readonly log: string;
}

export interface ActAnnotation {
	readonly level: string;
	readonly file: string;
	readonly line: string;
	readonly message: string;
}

/** Of one run, which builds a service and measures it. */
export const LONGEST_MS = 400_000;

/** Runs the consumer's workflow for a push to its pull request, on this machine. */
export async function runAct(input: {
	readonly folder: string;
	readonly consumer: Consumer;
	readonly emulator: Emulator;
	readonly headSha: string;
	readonly runId: number;
}): Promise<ActRun> {
	const { folder, consumer, emulator } = input;
	const home = join(folder, "home");
	mkdirSync(home, { recursive: true });
	// Without it act asks which images to use.
	writeFileSync(join(home, ".actrc"), "");
	const event = join(folder, "event.json");
	writeFileSync(event, JSON.stringify(payload(emulator, input.headSha)));
	const words = [
		"pull_request",
		"--json",
		"--platform=ubuntu-latest=-self-hosted",
		`--eventpath=${event}`,
		`--secret=GITHUB_TOKEN=${CI_TOKEN}`,
		`--env=GITHUB_API_URL=${emulator.url}`,
		`--env=GITHUB_RUN_ID=${input.runId}`,
		`--env=BED_SOURCE=${consumer.source}`,
		`--local-repository=actions/checkout@v7=${consumer.checkout}`,
		`--local-repository=go-leak-budget/go-leak-budget@v1=${consumer.action}`,
	];
	const child = spawn(join(installAct(), "act"), words, {
		cwd: consumer.source,
		env: environment(home),
		stdio: ["ignore", "pipe", "pipe"],
		detached: true,
	});
	const kill = () => {
		if (child.pid !== undefined && child.exitCode === null) {
			process.kill(-child.pid, "SIGKILL");
		}
	};
	const timer = setTimeout(kill, LONGEST_MS);
	process.once("exit", kill);
	const [log, errors, [code]] = await Promise.all([
		text(child.stdout),
		text(child.stderr),
		once(child, "close"),
	]);
	clearTimeout(timer);
	process.off("exit", kill);
	return { ...parse(log), passed: code === 0, log: `${log}${errors}` };
}

/** As GitHub sends it, as far as anyone here reads it. */
function payload(emulator: Emulator, headSha: string): unknown {
	const repo = {
		full_name: "acme/shop",
		name: "shop",
		owner: { login: "acme" },
	};
	return {
		action: "synchronize",
		number: emulator.pullRequest,
		pull_request: {
			number: emulator.pullRequest,
			head: { ref: "orders", sha: headSha, repo },
			base: { ref: "main", repo },
		},
		repository: repo,
	};
}

/** act's host mode hands its own environment on to the steps; Node 24 and Go come from its PATH. */
function environment(home: string): NodeJS.ProcessEnv {
	const own = Object.entries(process.env).filter(
		([name]) => !/^(GITHUB|RUNNER|ACTIONS|INPUT|npm|NODE)_/i.test(name),
	);
	const go = JSON.parse(
		execFileSync("go", ["env", "-json", "GOCACHE", "GOMODCACHE", "GOPATH"], {
			encoding: "utf8",
		}),
	) as Readonly<Record<string, string>>;
	return {
		...Object.fromEntries(own),
		...go,
		HOME: home,
		XDG_CACHE_HOME: join(home, ".cache"),
		XDG_CONFIG_HOME: join(home, ".config"),
		PATH: `${resolve("node_modules/.bin")}${delimiter}${process.env.PATH}`,
	};
}

/** One line of `act --json`. */
interface Line {
	readonly stepID?: readonly string[];
	readonly stepResult?: string;
	readonly command?: string;
	readonly name?: string;
	readonly arg?: string;
	readonly content?: string;
	readonly kvPairs?: { readonly file?: string; readonly line?: string };
}

function parse(log: string): Omit<ActRun, "passed" | "log"> {
	const ours = log
		.split("\n")
		.filter((line) => line.startsWith("{"))
		.map((line) => JSON.parse(line) as Line)
		.filter((line) => line.stepID?.[0] === "leaks");
	const said = (command: string) =>
		ours.filter((line) => line.command === command);
	return {
		step: ours.find((line) => line.stepResult)?.stepResult ?? "not run",
		summary: said("summary")
			.map((line) => line.content)
			.join(""),
		outputs: Object.fromEntries(
			said("set-output").map(({ name = "", arg = "" }) => [name, arg]),
		),
		annotations: ["error", "warning", "notice"].flatMap((level) =>
			said(level).map(({ arg = "", kvPairs }) => ({
				level,
				file: kvPairs?.file ?? "",
				line: kvPairs?.line ?? "",
				message: arg,
			})),
		),
	};
}
