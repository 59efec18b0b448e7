import { execFileSync } from "node:child_process";
import {
	appendFileSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	symlinkSync,
	unlinkSync,
	writeFileSync,
} from "node:fs";
import { join, relative, resolve } from "node:path";
import { expect, test } from "@jest/globals";
import { systemClock } from "../../src/adapters/clock.ts";
import { JOURNAL } from "../../src/adapters/evidence/layout.ts";
import { logTail } from "../../src/adapters/evidence/log-tail.ts";
import { readEvidence } from "../../src/adapters/evidence/read.ts";
import { openEvidence } from "../../src/adapters/evidence/write.ts";
import { loadRunner } from "../../src/adapters/load/runner.ts";
import { readPlanFile } from "../../src/adapters/plan-file.ts";
import { buildFacts } from "../../src/adapters/service/build-facts.ts";
import { changesSinceBase } from "../../src/adapters/source/changes.ts";
import { excerptsOf } from "../../src/adapters/source/excerpts.ts";
import { withWorktree } from "../../src/adapters/source/worktree.ts";
import { measure } from "../../src/commands/measure.ts";
import { planFrom } from "../../src/engine.ts";
import { Stop } from "../../src/model/problem.ts";
import { culprit } from "../report/verdicts.ts";
import { scratchFolder } from "../support/scratch.ts";
import { commandScenario, servicePlan } from "../support/service-plan.ts";

/**
 * Files that a fork, or its build, put in the way: pipes that nobody writes to,
 * devices without an end, links that lead out. A test that hangs has failed.
 */
const scratch = scratchFolder();
const pipe = (path: string) => execFileSync("mkfifo", [path]);
const fresh = () => mkdtempSync(join(scratch, "case-"));

/** A repository, for what may be linked to is what lies in it. */
function repository(): string {
	const folder = fresh();
	execFileSync("git", ["init", "-q"], { cwd: folder });
	return folder;
}

/** Ways to put something else in a file's place, and what the system or we call it. */
const IN_ITS_PLACE: Readonly<
	Record<string, readonly [put: (path: string) => void, says: RegExp]>
> = {
	"a pipe": [pipe, /no regular file/],
	// Attack 48.
	"a link to a device without an end": [
		(path) => symlinkSync("/dev/zero", path),
		/no regular file|outside/,
	],
	"a folder": [(path) => mkdirSync(path), /directory/],
	"a link to itself": [(path) => symlinkSync(path, path), /link/],
	"a link to nothing": [
		(path) => symlinkSync("/nowhere", path),
		/no such file/,
	],
};

test.each(Object.keys(IN_ITS_PLACE))(
	"%s in the place of the budget file ends with a sentence",
	(name) => {
		const [put, says] = IN_ITS_PLACE[name] ?? [pipe, /^$/];
		const folder = repository();
		put(join(folder, "leak-budget.yml"));
		expect(saidBy(() => readPlanFile(folder, "leak-budget.yml"))).toMatch(says);
	},
);

// Attack 49.
test.each(["/etc/passwd", "/proc/self/environ", "../secret.yml"])(
	"a budget file that is a link to %s is not read, so that no error quotes it",
	(target) => {
		writeFileSync(join(scratch, "secret.yml"), "secret: 1\n");
		const folder = repository();
		const below = join(folder, ".github");
		mkdirSync(below);
		symlinkSync(
			target === "../secret.yml" ? "../../secret.yml" : target,
			join(below, "leak-budget.yml"),
		);
		expect(saidBy(() => readPlanFile(folder))).toMatch(
			/outside of its repository|no such file/,
		);
	},
);

// Attack 97.
test.each([".", "services"])(
	"nor one in a folder that is a link out, asked for from %s",
	(from) => {
		const folder = repository();
		mkdirSync(join(folder, "services"));
		symlinkSync("/proc/self", join(folder, "proc"));
		const environ = relative(join(folder, from), join(folder, "proc/environ"));
		for (const named of [environ, join(folder, "proc/environ")])
			expect(saidBy(() => readPlanFile(join(folder, from), named))).toMatch(
				/outside of its repository/,
			);
	},
);

test("a folder of another repository may be named from anywhere, and by a link", () => {
	const folder = repository();
	writeFileSync(join(folder, "leak-budget.yml"), "service: {}\n");
	const place = fresh();
	symlinkSync(folder, join(place, "shop"));
	for (const from of [place, repository()])
		expect(readPlanFile(from, join(folder, "leak-budget.yml")).text).toBe(
			"service: {}\n",
		);
	expect(readPlanFile(join(place, "shop")).text).toBe("service: {}\n");
});

test("a link within the repository is as good as its file", () => {
	const folder = repository();
	writeFileSync(join(folder, "shared.yml"), "service: {}\n");
	symlinkSync("shared.yml", join(folder, "leak-budget.yml"));
	expect(readPlanFile(folder).text).toBe("service: {}\n");
});

test("a budget file of gigabytes is not read", () => {
	const folder = fresh();
	const file = join(folder, "leak-budget.yml");
	execFileSync("truncate", ["-s", "8G", file]);
	expect(saidBy(() => readPlanFile(folder))).toMatch(/larger than/);
});

// Attack 51.
test.each(Object.keys(IN_ITS_PLACE))(
	"%s in the place of a run's journal or profile is no evidence",
	(name) => {
		const [put] = IN_ITS_PLACE[name] ?? [pipe];
		const folder = fresh();
		openEvidence(folder).save("before/goroutine.pb.gz", Buffer.of(1));
		const journal = join(folder, "evidence", JOURNAL);
		const profile = join(folder, "evidence", "before", "goroutine.pb.gz");
		for (const path of [journal, profile]) {
			unlinkSync(path);
			put(path);
		}
		expect(saidBy(() => readEvidence(folder).events())).toMatch(
			/cannot be read/,
		);
		expect(
			saidBy(() => readEvidence(folder).read("before/goroutine.pb.gz")),
		).toMatch(/cannot be read/);
	},
);

test.each([
	// Attack 50.
	[
		"a link to another file",
		(path: string) => symlinkSync(join(scratch, "secret.txt"), path),
	],
	["a pipe", pipe],
	["a folder", (path: string) => mkdirSync(path)],
])("%s in the place of the service's log shows nothing", (_, put) => {
	writeFileSync(join(scratch, "secret.txt"), "secret\n");
	const folder = fresh();
	openEvidence(folder);
	const logs = join(folder, "evidence", "logs");
	put(join(logs, "service.log"));
	expect(logTail(folder)).toEqual([]);
});

// Attack 52.
test("a Makefile that is a pipe holds nothing up", async () => {
	const folder = fresh();
	pipe(join(folder, "Makefile"));
	const facts = await buildFacts(servicePlan({ cwd: folder }), undefined);
	expect(facts.makefile).toBeUndefined();
});

test("a load that makes a pipe of its summary holds nothing up", async () => {
	const runner = loadRunner({
		plan: servicePlan(),
		logDirectory: join(scratch, "logs"),
		workDir: scratch,
		clock: systemClock(),
		notes: () => {},
	});
	const result = await runner.run(
		commandScenario('mkfifo "$K6_SUMMARY_EXPORT"'),
		1,
		new AbortController().signal,
	);
	expect(result.requests).toBeUndefined();
});

const HOSTILE_SOURCES: Readonly<Record<string, (root: string) => string>> = {
	// Attack 53.
	"an absolute path": () => "/etc/passwd",
	"a path that climbs": (root) => join(root, "../outside.go"),
	"a path that climbs out of the module": () =>
		"example.com/shop/../../outside.go",
	"a link out of the repository": (root) => {
		symlinkSync(join(root, "../outside.go"), join(root, "link.go"));
		return join(root, "link.go");
	},
	"a link to a folder outside": (root) => {
		symlinkSync(join(root, ".."), join(root, "folder"));
		return join(root, "folder", "outside.go");
	},
	"a link to a file that is no Go": (root) => {
		writeFileSync(join(root, ".env"), "SECRET=1\n");
		symlinkSync(join(root, ".env"), join(root, "env.go"));
		return join(root, "env.go");
	},
	"a pipe": (root) => {
		pipe(join(root, "pipe.go"));
		return join(root, "pipe.go");
	},
	"git's own files": (root) => join(root, ".git", "config"),
	"a NUL": (root) => join(root, "a\0.go"),
};

test.each(Object.keys(HOSTILE_SOURCES))(
	"a profile that names %s as a source gets no excerpt",
	(name) => {
		const root = repository();
		writeFileSync(join(root, "../outside.go"), "package outside // secret\n");
		const file = HOSTILE_SOURCES[name]?.(root) ?? "";
		const excerpts = excerptsOf([culprit({ file, line: 1 })], {
			root,
			moduleDirectory: root,
			modules: { firstParty: ["example.com/shop"], libraries: [] },
		});
		expect(excerpts).toEqual([]);
	},
);

const OUTSIDE: Readonly<Record<string, (root: string, out: string) => string>> =
	{
		"a path that climbs": () => "../outside",
		"an absolute path": (_, outside) => outside,
		"a link": (root, outside) => {
			symlinkSync(outside, join(root, "link"));
			return "link";
		},
		"git's own folder": () => ".git",
	};

// Attack 54.
test.each(Object.keys(OUTSIDE))(
	"service.cwd may lead anywhere, as cd does (%s): nothing is written there, and no source read",
	async (name) => {
		const place = fresh();
		const [root, outside] = [join(place, "shop"), join(place, "outside")];
		mkdirSync(outside);
		mkdirSync(root);
		execFileSync("git", ["init", "-q"], { cwd: root });
		writeFileSync(join(outside, "main.go"), "package main // secret\n");
		const cwd = OUTSIDE[name]?.(root, outside) ?? "";
		const text = `service: { run: "cat main.go >/dev/null; exit 3", cwd: "${cwd}", profiles: http://127.0.0.1:1/ }\nload: { run: "true" }\n`;
		const plan = planFrom({ text, file: "f.yml", directory: root }, {});
		const before = readdirSync(resolve(root, cwd), { recursive: true });
		const { verdict, excerpts, paths } = await measure({
			plan,
			folder: join(root, ".leak-budget"),
			progress: () => {},
			signal: new AbortController().signal,
		});
		expect(verdict.problems[0]?.code).toBe("service-exited");
		expect(excerpts).toEqual([]);
		expect(readFileSync(paths.html, "utf8")).not.toContain("secret");
		expect(readdirSync(resolve(root, cwd), { recursive: true })).toEqual(
			before,
		);
	},
);

// Attacks 55, 100.
test("a program that the build wrote into git's configuration is not run", async () => {
	const root = repository();
	const mark = join(scratch, "ran");
	const hook = join(root, "hook.sh");
	writeFileSync(hook, `#!/bin/sh\ntouch '${mark}'\n`, { mode: 0o755 });
	const git = (...words: string[]) =>
		execFileSync(
			"git",
			["-c", "user.name=x", "-c", "user.email=x@x.example", ...words],
			{ cwd: root, stdio: "pipe" },
		);
	writeFileSync(join(root, "a.go"), "package a\n");
	git("add", ".");
	git("commit", "-qm", "base");
	git("update-ref", "refs/remotes/origin/main", "HEAD");
	writeFileSync(join(root, "a.go"), "package b\n");
	git("commit", "-qam", "head");
	writeFileSync(join(root, "a.go"), "package c\n");
	appendFileSync(
		join(root, ".git", "config"),
		`[core]\n\tfsmonitor = ${hook}\n\tpager = ${hook}\n[diff]\n\texternal = ${hook}\n[diff "x"]\n\ttextconv = ${hook}\n\tcommand = ${hook}\n`,
	);
	writeFileSync(join(root, ".git", "info", "attributes"), "*.go diff=x\n");
	const changes = changesSinceBase(root, {});
	expect(changes?.of("a.go", 1, ["package c"])).toBe("line");
	const { signal } = new AbortController();
	const base = await withWorktree(root, "origin/main", signal, async (tree) =>
		readFileSync(join(tree, "a.go"), "utf8"),
	);
	expect(base).toBe("package a\n");
	expect(existsSync(mark)).toBe(false);
	expect(readFileSync(hook, "utf8")).toContain("touch");
});

function saidBy(work: () => unknown): string {
	try {
		work();
	} catch (error) {
		if (!(error instanceof Stop)) throw error;
		return error.problems.map(({ message }) => message).join("\n");
	}
	throw new Error("it was read");
}
