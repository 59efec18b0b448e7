import { access, constants, stat } from "node:fs/promises";
import { delimiter, resolve, sep } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { execa } from "execa";
import * as z from "zod/mini";
import { Stop } from "../../model/problem.ts";

/** The Go that a build in some folder would use, and its settings there. */
export interface Toolchain {
	/** Absolute path of the `go` on PATH, which may hand over to another toolchain. */
	readonly go: string;
	readonly goroot: string;
	/** As `go env GOVERSION`: `go1.26.8`. */
	readonly version: string;
	/** From the environment or `go env -w`, as Go quotes it. */
	readonly goflags: string;
	/** Whether Go downloaded it as a module. */
	readonly downloaded: boolean;
}

const Settings = z.object({
	GOROOT: z.string(),
	GOVERSION: z._default(z.string(), "go1.12"),
	GOFLAGS: z._default(z.string(), ""),
	GOMODCACHE: z._default(z.string(), ""),
});

/** Downloading a toolchain is part of asking for it. */
const timeoutMs = 10 * 60_000;

/**
 * `env` is the whole environment. Asks in the build's own folder, so that a
 * toolchain line of its go.mod counts. A Stop when PATH has no Go, or Go fails.
 */
export async function goToolchain(options: {
	readonly directory: string;
	readonly env: Readonly<Record<string, string>>;
	readonly signal: AbortSignal;
}): Promise<Toolchain> {
	const { directory, env, signal } = options;
	const go = await findGo(env.PATH ?? "", directory);
	const answer = await execa(go, ["env", "-json"], {
		cwd: directory,
		env: { ...env },
		extendEnv: false,
		stdin: "ignore",
		cancelSignal: signal,
		timeout: timeoutMs,
		reject: false,
	});
	// Ctrl-C reaches go and us at the same time; what ended go is then about to be told to us.
	if (answer.isTerminated) await delay(100);
	signal.throwIfAborted();
	if (answer.failed) {
		throw goFails(directory, answer.stderr || answer.shortMessage || "");
	}
	const settings = parseSettings(answer.stdout);
	if (settings === undefined) throw goFails(directory, answer.stdout);
	return {
		go,
		goroot: settings.GOROOT,
		version: settings.GOVERSION,
		goflags: settings.GOFLAGS,
		downloaded:
			settings.GOMODCACHE !== "" &&
			settings.GOROOT.startsWith(settings.GOMODCACHE + sep),
	};
}

async function findGo(path: string, directory: string): Promise<string> {
	for (const folder of path.split(delimiter)) {
		if (folder === "") continue;
		const file = resolve(directory, folder, "go");
		if (await isExecutable(file)) return file;
	}
	throw new Stop({
		code: "go-not-found",
		message: "There is no go command on PATH, so service.build cannot run.",
		remedy:
			"Install Go (in a workflow: actions/setup-go before this step), or leave service.build out and run a binary that is built already.",
	});
}

async function isExecutable(file: string): Promise<boolean> {
	try {
		await access(file, constants.X_OK);
		return (await stat(file)).isFile();
	} catch {
		return false;
	}
}

function parseSettings(text: string): z.infer<typeof Settings> | undefined {
	try {
		return Settings.parse(JSON.parse(text));
	} catch {
		return undefined;
	}
}

function goFails(directory: string, output: string): Stop {
	return new Stop({
		code: "go-env-failed",
		message: `go env -json failed in ${directory}.`,
		remedy: "Run it there by hand: the build would fail in the same way.",
		tail: output.split("\n").slice(-20),
	});
}
