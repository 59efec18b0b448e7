import { execFileSync, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { killMarked, MARK } from "../../support/marked-processes.ts";
import { readable, type StepRun, stepsOf } from "./act-log.ts";
import { runtimeToken } from "./artifact-service.ts";
import type { Event } from "./events.ts";
import type { Github } from "./github.ts";
import { CI_TOKEN } from "./tokens.ts";
import { installAct } from "./tools.ts";

/** What one run of a workflow said and did. */
export interface ActRun {
	readonly passed: boolean;
	readonly steps: readonly StepRun[];
	/** Everything, to be shown when a test fails. */
	readonly log: string;
}

/** Of one run, which builds services and measures them. */
export const LONGEST_MS = 400_000;

/** Runs the workflows of the repository in `source` for an event, on this machine. */
export async function runAct(options: {
	readonly source: string;
	readonly github: Github;
	readonly event: Event;
	readonly runId: number;
	readonly attempt?: number;
	/** The job's GITHUB_TOKEN. */
	readonly token?: string;
	/** act's home: its cache is kept there from run to run. */
	readonly home: string;
	/** From localActions. */
	readonly actions: readonly string[];
	/** That jobs see. */
	readonly env?: Readonly<Record<string, string>>;
	/** The one leg of a matrix that runs, `service:shop`, as where failed jobs are run again. */
	readonly leg?: string;
	/** Marks all processes of the run. */
	readonly mark?: string;
	/** Done beside the run. */
	readonly meanwhile?: () => Promise<void>;
}): Promise<ActRun> {
	const { source, github, event, home, runId, mark = randomUUID() } = options;
	mkdirSync(home, { recursive: true });
	// Without it act asks which images to use.
	writeFileSync(join(home, ".actrc"), "");
	const payload = join(home, `event-${runId}.json`);
	writeFileSync(payload, JSON.stringify(event.payload));
	const env = {
		GITHUB_API_URL: github.url,
		GITHUB_RUN_ID: String(runId),
		GITHUB_RUN_ATTEMPT: String(options.attempt ?? 1),
		// Without act's artifact server these two are ours; @actions/cache asks ACTIONS_CACHE_URL, which is act's.
		ACTIONS_RESULTS_URL: `${github.artifactService.url}/`,
		ACTIONS_RUNTIME_TOKEN: runtimeToken(runId),
		BED_SOURCE: source,
		...options.env,
	};
	const words = [
		event.name,
		"--json",
		"--platform=ubuntu-latest=-self-hosted",
		"--cache-server-addr=127.0.0.1",
		`--eventpath=${payload}`,
		`--secret=GITHUB_TOKEN=${options.token ?? CI_TOKEN}`,
		...Object.entries(env).map(([name, value]) => `--env=${name}=${value}`),
		...(options.leg === undefined ? [] : [`--matrix=${options.leg}`]),
		...options.actions,
	];
	const child = spawn(join(installAct(), "act"), words, {
		cwd: source,
		env: { ...environment(home), [MARK]: mark },
		stdio: ["ignore", "pipe", "pipe"],
		detached: true,
	});
	// Steps have process groups of their own.
	const kill = () => {
		if (child.exitCode === null && child.signalCode === null) killMarked(mark);
	};
	const timer = setTimeout(kill, LONGEST_MS);
	process.once("exit", kill);
	try {
		const [log, errors, [code]] = await Promise.all([
			text(child.stdout),
			text(child.stderr),
			once(child, "close"),
			options.meanwhile?.(),
		]);
		return {
			passed: code === 0,
			steps: stepsOf(log),
			log: `${readable(log)}${errors}`,
		};
	} finally {
		clearTimeout(timer);
		process.off("exit", kill);
		kill();
	}
}

/** act stops reading as soon as a step fails: its last words need a moment to get through. */
const NODE = `#!/bin/sh
"${process.execPath}" "$@" || { code=$?; sleep 0.5; exit $code; }
`;

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
	const bin = join(home, "bin");
	mkdirSync(bin, { recursive: true });
	writeFileSync(join(bin, "node"), NODE, { mode: 0o755 });
	return {
		...Object.fromEntries(own),
		...go,
		HOME: home,
		XDG_CACHE_HOME: join(home, ".cache"),
		XDG_CONFIG_HOME: join(home, ".config"),
		PATH: [bin, resolve("node_modules/.bin"), process.env.PATH].join(delimiter),
	};
}
