import {
	chmodSync,
	cpSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	writeFileSync,
} from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { execa } from "execa";
import { prepareGoBuild } from "../../../src/adapters/go/build-environment.ts";
import { scratchFolder } from "../../support/scratch.ts";

const scratch = scratchFolder();

const SERVER = `package http
	handler.ServeHTTP(rw, req)
	if use121 {
		h, r.Pattern, r.pat, r.matches = mux.findHandler(r)
	h.ServeHTTP(w, r)
`;
const REQUEST = "package http\n\tctx context.Context\n";

/** A GOROOT with what the labels look at. */
function goroot(server = SERVER, request = REQUEST): string {
	const folder = mkdtempSync(`${scratch}/go-`);
	mkdirSync(`${folder}/src/net/http`, { recursive: true });
	writeFileSync(`${folder}/src/net/http/server.go`, server);
	writeFileSync(`${folder}/src/net/http/request.go`, request);
	return folder;
}
const usual = goroot();
const signal = new AbortController().signal;

interface FakeGo {
	readonly version?: string;
	readonly goroot?: string;
	readonly goflags?: string;
	readonly experiment?: string;
	/** What `go env -json` does instead. */
	readonly json?: string;
}

/** A `go` that knows `env`, and otherwise prints the environment that it was given. */
function fakeGo(fake: FakeGo): string {
	const bin = mkdtempSync(`${scratch}/bin-`);
	const version = fake.version ?? "go1.26.8";
	const goroot = fake.goroot ?? usual;
	const json = JSON.stringify({
		GOROOT: goroot,
		GOVERSION: version,
		GOFLAGS: fake.goflags ?? "",
		GOEXPERIMENT: fake.experiment ?? "",
		GOMODCACHE: `${scratch}/mod`,
	});
	const script = `#!/bin/sh
case "$1 $2" in
"env -json") ${fake.json ?? `cat <<'END'\n${json}\nEND`}
;;
"env GOVERSION") printf '%s\\n' '${version}' '${goroot}' '${scratch}/mod' '${fake.experiment ?? ""}' ;;
*) echo "GOFLAGS=\${GOFLAGS-} GOEXPERIMENT=\${GOEXPERIMENT-} GOROOT=\${GOROOT-} $*" ;;
esac
`;
	writeFileSync(`${bin}/go`, script);
	chmodSync(`${bin}/go`, 0o755);
	return bin;
}

async function prepared(
	fake: FakeGo = {},
	workDir = mkdtempSync(`${scratch}/w-`),
) {
	const env = { PATH: `${fakeGo(fake)}:/usr/bin:/bin` };
	const options = { directory: scratch, env, workDir, signal };
	return { ...(await prepareGoBuild(options)), workDir };
}

/** What the real command sees when a build calls `go`. */
async function call(
	build: Awaited<ReturnType<typeof prepared>>,
	args: readonly string[],
	env: Readonly<Record<string, string>> = {},
): Promise<string> {
	const { stdout } = await execa("go", args, {
		env: { ...build.env, ...env },
		extendEnv: false,
		preferLocal: false,
	});
	return stdout.replaceAll(build.workDir, "W");
}

describe("the build's environment", () => {
	test("holds the overlay beside the user's flags", async () => {
		const { env, notes, workDir } = await prepared({
			goflags: "-mod=vendor",
		});
		const overlay = `${workDir}/leak-budget-overlay.json`;
		expect(env.GOFLAGS).toBe(`-mod=vendor -overlay=${overlay}`);
		expect(notes).toEqual([]);
		const { Replace } = JSON.parse(readFileSync(overlay, "utf8"));
		expect(Replace[`${usual}/src/net/leak_budget_wire.go`]).toBe(
			`${workDir}/_agent/wire.go`,
		);
		expect(readFileSync(`${workDir}/_agent/wire.go`, "utf8")).toContain(
			"package net",
		);
	});

	test("merges the user's overlay, whose paths are the build folder's", async () => {
		writeFileSync(
			`${scratch}/own.json`,
			'{"Replace": {"a.go": "b.go", "/c.go": ""}}',
		);
		const { workDir } = await prepared({ goflags: "-overlay=own.json" });
		const overlay = `${workDir}/leak-budget-overlay.json`;
		expect(JSON.parse(readFileSync(overlay, "utf8")).Replace).toMatchObject({
			[`${scratch}/a.go`]: `${scratch}/b.go`,
			"/c.go": "",
		});
	});

	test("labels each request in a copy of the toolchain's net/http, on the lines that are there", async () => {
		const { env, workDir } = await prepared();
		const overlay = readFileSync(`${workDir}/leak-budget-overlay.json`, "utf8");
		const server = `${workDir}/server-go1.26.8.go`;
		expect(JSON.parse(overlay).Replace).toMatchObject({
			[`${usual}/src/net/http/server.go`]: server,
			[`${usual}/src/net/http/leak_budget_routes.go`]: `${workDir}/_agent/http_routes.go`,
		});
		expect(env.GOFLAGS).toContain("leak-budget-overlay.json");
		expect(readFileSync(server, "utf8")).toBe(`package http
	before := leakBudgetEnter(handler, req); handler.ServeHTTP(rw, req); leakBudgetLeave(before)
	if use121 {
		h, r.Pattern, r.pat, r.matches = mux.findHandler(r); leakBudgetMatch(r)
	h.ServeHTTP(w, r)
`);
		expect(readFileSync(`${usual}/src/net/http/server.go`, "utf8")).toBe(
			SERVER,
		);
	});

	test.each([
		["no handler", SERVER.replace("\thandler", "\tserver"), REQUEST],
		["two handlers", SERVER + SERVER.split("\n")[1], REQUEST],
		["no pattern", SERVER.replace("r.Pattern", "_"), REQUEST],
		["one kind of mux", SERVER.replace("use121", "true"), REQUEST],
		["two muxes", SERVER + SERVER.split("\n")[3], REQUEST],
		["another request", SERVER, "package http\n"],
	])(
		"a net/http with %s gets no labels, and says so",
		async (_, server, request) => {
			const { notes, workDir } = await prepared({
				goroot: goroot(server, request),
			});
			expect(notes).toEqual([
				expect.stringMatching(/net\/http of go1\.26\.8 .* no routes/),
			]);
			const overlay = readFileSync(
				`${workDir}/leak-budget-overlay.json`,
				"utf8",
			);
			expect(overlay).not.toMatch(/http|@/);
			expect(overlay).toContain("leak_budget_wire.go");
		},
	);

	test("old Go gets none", async () => {
		const { env, notes } = await prepared({ version: "go1.15.2" });
		expect(env).toEqual({});
		expect(notes).toEqual([expect.stringContaining("go1.15.2")]);
	});

	test.each([
		["go-env-failed", { json: "echo no such toolchain >&2; exit 1" }],
		["go-env-failed", { json: "echo nonsense" }],
		["go-overlay-unreadable", { goflags: "-overlay=nowhere.json" }],
		["go-overlay-unreadable", { goflags: "-overlay=bad.json" }],
	])("%s", async (code, fake) => {
		writeFileSync(`${scratch}/bad.json`, '{"Replace": {"a.go": 1}}');
		await expect(prepared(fake)).rejects.toMatchObject({
			problems: [{ code }],
		});
	});
});

describe("each call of go", () => {
	const overlay = "-overlay=W/leak-budget-overlay-go1.26.8.json";

	test("gets the overlay and, on 1.26, the experiment", async () => {
		const build = await prepared();
		expect(await call(build, ["build", "a b"])).toBe(
			`GOFLAGS=-overlay=W/leak-budget-overlay.json '${overlay}' GOEXPERIMENT=goroutineleakprofile GOROOT= build a b`,
		);
	});

	test.each([
		["a Makefile's GOFLAGS", "-trimpath", `-trimpath '${overlay}'`],
		[
			"GOFLAGS unset",
			"",
			`-v -overlay=W/leak-budget-overlay.json '${overlay}'`,
		],
		["an overlay of the build's", "-overlay=own.json", "-overlay=own.json"],
	])("%s", async (_, goflags, seen) => {
		const build = await prepared({ goflags: "-v" });
		expect(await call(build, ["build"], { GOFLAGS: goflags })).toContain(
			`GOFLAGS=${seen} GOEXPERIMENT`,
		);
	});

	test.each([
		["go1.25.4", "", "build", ""],
		["go1.27.0", "", "build", ""],
		["go1.27.0", "rangefunc", "build", ""],
		["go1.26.8", "", "run example.com/tool@latest", ""],
		["go1.26", "", "install example.com/tool@v1", ""],
		["go1.26.8", "", "-C . run -tags x example.com/tool@v1", ""],
		["go1.26.8", "", "run . --to ops@example.com", "goroutineleakprofile"],
		["go1.26.8", "", "run ./cmd@home", "goroutineleakprofile"],
		["go1.26.8", "", "install -ldflags=-X=a=b@c ./...", "goroutineleakprofile"],
		["go1.26.8", "", "run -exec a@b .", "goroutineleakprofile"],
		["go1.26.8", "", "run", "goroutineleakprofile"],
		["go1.26", "", "build", "goroutineleakprofile"],
		["go1.26rc1", "", "build", "goroutineleakprofile"],
		["go1.26-devel_abc", "", "build", "goroutineleakprofile"],
		["go1.26.8", "synctest", "build", "synctest,goroutineleakprofile"],
		["go1.26.8", "nogoroutineleakprofile", "build", ""],
		["go1.26.8 X:goroutineleakprofile", "goroutineleakprofile", "build", ""],
	])("%s with GOEXPERIMENT=%j: %s", async (version, experiment, args, seen) => {
		const build = await prepared({ version, experiment });
		expect(await call(build, args.split(" "))).toContain(
			` GOEXPERIMENT=${seen} GOROOT`,
		);
	});

	test("a toolchain in the module cache is reached by a link", async () => {
		const downloaded = `${scratch}/mod/toolchain@go1.27.0`;
		cpSync(usual, downloaded, { recursive: true });
		mkdirSync(`${downloaded}/bin`);
		writeFileSync(
			`${downloaded}/bin/go`,
			'#!/bin/sh\necho "downloaded GOROOT=$GOROOT $GOFLAGS"\n',
			{ mode: 0o755 },
		);
		const build = await prepared({ goroot: downloaded, version: "go1.27.0" });
		expect(build.notes).toHaveLength(1);
		expect(await call(build, ["build"])).toContain(
			"downloaded GOROOT=W/goroot-go1.27.0 ",
		);
		const made = `${build.workDir}/leak-budget-overlay-go1.27.0.json`;
		expect(
			Object.keys(JSON.parse(readFileSync(made, "utf8")).Replace),
		).toContain(`${build.workDir}/goroot-go1.27.0/src/net/leak_budget_wire.go`);
		// Nothing that Go would refuse, for who calls go by its path.
		expect(
			readFileSync(`${build.workDir}/leak-budget-overlay.json`, "utf8"),
		).not.toContain(downloaded);
	});

	test("a work folder with spaces and quotes", async () => {
		const workDir = mkdtempSync(`${scratch}/it's $(echo mine) `);
		const build = await prepared({}, workDir);
		expect(await call(build, ["build"])).toContain(
			`"-overlay=W/leak-budget-overlay-go1.26.8.json"`,
		);
	});
});
