import { execFileSync } from "node:child_process";
import { symlinkSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { describe, expect, jest, test } from "@jest/globals";
import { prepareGoBuild } from "../../src/adapters/go/build-environment.ts";
import { connectPprof } from "../../src/adapters/probe/pprof.ts";
import { textsIn } from "../../src/adapters/texts-in.ts";
import { agentMarker } from "../../src/agent/overlay.ts";
import {
	build,
	firstLine,
	killAfterEach,
	probeOf,
	program,
	run,
} from "../support/go-program.ts";
import { scratchFolder } from "../support/scratch.ts";

// A fresh machine compiles Go's own packages, and again for each way to build.
jest.setTimeout(10 * 60_000);
killAfterEach();
const scratch = scratchFolder();
const signal = new AbortController().signal;

const goMod = (go = "1.21") => `module example.com/app\n\ngo ${go}\n`;

/** Links net, and sleeps. */
const sleeper = `package main

import (
	"net"
	"time"
)

func main() {
	_, _, _ = net.ParseCIDR("")
	time.Sleep(time.Hour)
}
`;

/** The Go modules that the agent of a built binary knows to be the user's own. */
async function firstPartyOf(binary: string): Promise<readonly string[]> {
	const probe = await probeOf(run(scratch, binary));
	return probe.environment.modules.firstParty;
}

function withoutAgent(binary: string) {
	return run(scratch, "env", ["-u", "LEAK_BUDGET_AGENT", binary]);
}

describe("builds", () => {
	const table: readonly {
		readonly how: string;
		readonly files?: Readonly<Record<string, string>>;
		readonly command: string;
		readonly env?: Readonly<Record<string, string>>;
		readonly firstParty?: readonly string[];
	}[] = [
		{ how: "a package", command: "go build -o out ." },
		{
			how: "several mains at once",
			files: {
				"go.mod": goMod(),
				"cmd/out/main.go": sleeper,
				"cmd/other/main.go": sleeper,
			},
			command: "go build -o bin/ ./... && cp bin/out out",
		},
		{
			how: "a list of files",
			files: {
				"go.mod": goMod(),
				"main.go": sleeper
					.replace("func main() {", "func main() {\n\tinternal.Here()")
					.replace('"net"', '"net"\n\t"example.com/app/internal"'),
				"internal/here.go": "package internal\n\nfunc Here() {}\n",
			},
			command: "go build -o out main.go",
		},
		{
			how: "-trimpath and a stripped binary",
			command: "go build -trimpath -ldflags '-s -w' -o out .",
		},
		{
			how: "no cgo",
			command: "go build -o out .",
			env: { CGO_ENABLED: "0" },
		},
		{
			how: "an old language version",
			files: { "go.mod": goMod("1.13"), "main.go": sleeper },
			command: "go build -o out .",
		},
		{
			how: "a workspace",
			files: {
				"go.work": "go 1.21\n\nuse ./app\nuse ./lib\n",
				"app/go.mod": goMod(),
				"app/main.go": sleeper
					.replace('"net"', '"net"\n\t"example.com/lib"')
					.replace("func main() {", "func main() {\n\tlib.Here()"),
				"lib/go.mod": "module example.com/lib\n\ngo 1.21\n",
				"lib/lib.go": "package lib\n\nfunc Here() {}\n",
			},
			command: "cd app && go build -o ../out .",
			firstParty: ["example.com/app", "example.com/lib"],
		},
		{
			how: "vendoring, with a module that is replaced by a folder",
			files: {
				"go.mod": `${goMod()}\nrequire example.com/lib v0.0.0\n\nreplace example.com/lib => ./lib\n`,
				"main.go": sleeper
					.replace('"net"', '"net"\n\t"example.com/lib"')
					.replace("func main() {", "func main() {\n\tlib.Here()"),
				"lib/go.mod": "module example.com/lib\n\ngo 1.21\n",
				"lib/lib.go": "package lib\n\nfunc Here() {}\n",
			},
			command: "go mod vendor && go build -mod=vendor -o out .",
			firstParty: ["example.com/app", "example.com/lib"],
		},
		{
			how: "a Makefile that sets GOFLAGS",
			files: {
				"go.mod": goMod(),
				"main.go": sleeper,
				Makefile:
					"export GOFLAGS := -buildvcs=false\nout:\n\tgo build -o out .\n",
			},
			command: "make",
		},
		{
			how: "GOFLAGS in a shell command",
			command: "GOFLAGS=-trimpath go build -o out .",
		},
		{
			how: "go -C",
			files: { "go.mod": goMod(), "deep/main.go": sleeper },
			command: "go -C deep build -o ../out . || go build -C deep -o ../out .",
		},
	];

	test.each(table)("$how", async ({ files, command, env, firstParty }) => {
		const folder = program(
			scratch,
			files ?? { "go.mod": goMod(), "main.go": sleeper },
		);
		expect(await build(folder, command, env)).toEqual([]);
		expect(await firstPartyOf(`${folder}/out`)).toEqual(
			firstParty ?? ["example.com/app"],
		);
	});

	test("the user's own overlay holds too", async () => {
		const folder = program(scratch, {
			"go.mod": goMod(),
			"main.go": "package main\n\nfunc main() { this does not compile }\n",
			"replacement.txt": sleeper,
			"overlay.json": '{"Replace": {"main.go": "replacement.txt"}}',
		});
		await build(folder, "go build -o out .", {
			GOFLAGS: "-buildvcs=false '-overlay=overlay.json'",
		});
		expect(await firstPartyOf(`${folder}/out`)).toEqual(["example.com/app"]);
	});

	test("a folder reached by a link", async () => {
		const folder = program(scratch, {
			"go.mod": goMod(),
			"main.go": sleeper,
		});
		symlinkSync(folder, `${folder}-link`);
		await build(`${folder}-link`, "go build -o out .");
		expect(await firstPartyOf(`${folder}/out`)).toEqual(["example.com/app"]);
	});

	test("the marker tells a build with the agent from one without", async () => {
		const folder = program(scratch, {
			"go.mod": goMod(),
			"main.go": sleeper,
			"plain/main.go": "package main\n\nfunc main() { println() }\n",
		});
		await build(folder, "go build -o out . && go build -o without ./plain");
		const marked = async (file: string) =>
			(await textsIn(`${folder}/${file}`, [agentMarker])).size > 0;
		expect(await marked("out")).toBe(true);
		expect(await marked("without")).toBe(false);
	});

	test("compiles for macOS, and leaves other systems alone", async () => {
		const folder = program(scratch, { "go.mod": goMod() });
		await build(
			folder,
			"go build net && go list -f '{{.GoFiles}}' net | grep leak_budget_platform_darwin.go",
			{ GOOS: "darwin", GOARCH: "arm64" },
		);
		await build(
			folder,
			// What net/http's part needs, on every system.
			"go list -f '{{.GoFiles}}' net > files && grep leak_budget_routes.go files && ! grep leak_budget_listener files",
			{ GOOS: "windows" },
		);
	});
});

describe("a toolchain that Go downloads", () => {
	const auto = { GOTOOLCHAIN: "auto" };

	test("in the build's folder, or in a folder that the build goes to", async () => {
		const folder = program(scratch, {
			"go.mod": goMod("1.27.0"),
			"main.go": sleeper,
		});
		const notes = await build(folder, "go build -o out .", auto);
		expect(notes).toEqual([
			expect.stringContaining("go1.27.0 was downloaded by Go itself"),
		]);
		const { environment } = await probeOf(run(scratch, `${folder}/out`));
		expect(environment).toMatchObject({ go: "go1.27.0", leakProfile: true });

		const above = program(scratch, {
			"go.mod": goMod("1.21"),
			"shop/go.mod": goMod("1.27.0"),
			"shop/main.go": sleeper,
		});
		await build(above, "cd shop && go build -o ../out .", auto);
		const there = await probeOf(run(scratch, `${above}/out`));
		expect(there.environment).toMatchObject({ go: "go1.27.0" });
	});
});

describe("programs", () => {
	const main = (imports: string, body: string) => `package main

import (
	_ "net"
	"time"
	${imports}
)

func main() {
${body}
	time.Sleep(time.Hour)
}
`;
	async function built(imports: string, body: string): Promise<string> {
		const folder = program(scratch, {
			"go.mod": goMod(),
			"main.go": main(imports, body),
		});
		await build(folder, "go build -o out .");
		return `${folder}/out`;
	}

	test("closing all descriptors and listening anew does not lose the agent", async () => {
		const binary = await built(
			'"net"\n\t"syscall"\n\t"fmt"',
			`	for fd := 3; fd < 2000; fd++ {
		syscall.Close(fd)
	}
	for i := 0; i < 600; i++ {
		syscall.Socket(syscall.AF_UNIX, syscall.SOCK_STREAM, 0)
	}
	_ = net.IPv4len
	fmt.Println("closed")`,
		);
		const running = run(scratch, binary);
		await firstLine(running.child);
		const probe = await probeOf(running);
		for (let i = 0; i < 5; i++) {
			expect((await probe.counters()).goroutines).toBe(1);
		}
	});

	test("a child with the same environment does not steal the socket", async () => {
		const binary = await built(
			'"fmt"\n\t"os"\n\t"os/exec"',
			`	if len(os.Args) > 1 {
		for i := 0; i < 10; i++ {
			go time.Sleep(time.Hour)
		}
		fmt.Println("child")
	} else {
		child := exec.Command(os.Args[0], "child")
		child.Stdout = os.Stdout
		child.Start()
	}`,
		);
		const running = run(scratch, binary);
		expect(await firstLine(running.child)).toBe("child");
		const probe = await probeOf(running);
		expect((await probe.counters()).goroutines).toBe(1);

		const wrapped = run(scratch, "sh", ["-c", `${binary}; true`]);
		expect(await firstLine(wrapped.child)).toBe("child");
		const parent = await probeOf(wrapped);
		expect((await parent.counters()).goroutines).toBe(1);
	});

	test("a program that re-executes itself keeps its agent", async () => {
		const binary = await built(
			'"fmt"\n\t"os"\n\t"syscall"',
			`	if os.Getenv("AGAIN") == "" {
		syscall.Exec(os.Args[0], os.Args, append(os.Environ(), "AGAIN=1"))
	}
	fmt.Println("again")`,
		);
		const running = run(scratch, binary);
		await firstLine(running.child);
		expect((await (await probeOf(running)).counters()).goroutines).toBe(1);
	});

	test("without the variable there is no agent", async () => {
		const binary = await built(
			'"fmt"\n\t"runtime"',
			"	fmt.Println(runtime.NumGoroutine())",
		);
		const { child } = withoutAgent(binary);
		expect(await firstLine(child)).toBe("1");
	});
});

describe("answers", () => {
	/** 100 goroutines blocked for ever, 1 MiB held, 8 MiB behind a chain of finalizers. */
	const leaky = `package main

import (
	"fmt"
	_ "net"
	"runtime"
	"time"
)

var held [][]byte

type link struct {
	next *link
	data []byte
}

func chain() {
	var last *link
	for i := 0; i < 5; i++ {
		last = &link{last, make([]byte, 2<<20)}
		runtime.SetFinalizer(last, func(l *link) {})
	}
}

func leak() {
	c := make(chan int)
	c <- 1
}

func main() {
	runtime.MemProfileRate = 1000
	for i := 0; i < 100; i++ {
		go leak()
	}
	for i := 0; i < 1024; i++ {
		held = append(held, make([]byte, 1024))
	}
	chain()
	time.Sleep(100 * time.Millisecond)
	fmt.Println("up")
	time.Sleep(time.Hour)
}
`;
	const files = { "go.mod": goMod(), "main.go": leaky };

	test("counters are exact and repeat, profiles open", async () => {
		const folder = program(scratch, files);
		await build(folder, "go build -o out .");
		const running = run(scratch, `${folder}/out`);
		await firstLine(running.child);
		const probe = await probeOf(running);

		for (let i = 0; i < 50; i++) {
			expect((await probe.counters()).goroutines).toBe(101);
		}
		const first = await probe.settledCounters({ release: true });
		const second = await probe.settledCounters({ release: true });
		expect(first.heapAlloc).toBeGreaterThan(1 << 20);
		expect(first.heapAlloc).toBeLessThan((1 << 20) + 400_000);
		// Each thread that the runtime adds meanwhile costs 6 kB of the heap.
		expect(Math.abs(second.heapAlloc - first.heapAlloc)).toBeLessThan(64_000);
		expect(second.numGc).toBeGreaterThan(first.numGc + 2);
		if (process.platform === "linux") {
			expect(first.rss).toBeGreaterThan(1 << 20);
			expect(first.threads).toBeGreaterThan(1);
		}

		// What main() sets wins over GODEBUG.
		expect(await probe.memProfileRate()).toBe(1000);
		for (const name of ["goroutine", "heap", "allocs", "threadcreate"]) {
			const file = `${folder}/${name}.pb.gz`;
			writeFileSync(file, await probe.profile(name, 0));
			execFileSync("go", ["tool", "pprof", "-top", file], { stdio: "pipe" });
		}
		const text = Buffer.from(await probe.profile("goroutine", 1)).toString();
		expect(text).toMatch(/^100 @/m);
		for (const [, stack = ""] of text.matchAll(/^1 @.*\n((?:#.*\n)*)/gm)) {
			expect(stack).toMatch(/main\.main|net\.leakBudget/);
		}

		const leaked = await probe.leakedGoroutines();
		expect(leaked?.count).toBe(100);
		writeFileSync(`${folder}/leaked.pb.gz`, leaked?.profile ?? "");
		const top = execFileSync(
			"go",
			["tool", "pprof", "-top", `${folder}/leaked.pb.gz`],
			{ stdio: ["ignore", "pipe", "pipe"] },
		);
		expect(top.toString()).toContain("main.leak");
		await expect(probe.profile("no such profile", 0)).rejects.toThrow(
			/no profile of that name/,
		);
	});

	const onLinux = process.platform === "linux" ? test : test.skip;
	onLinux("open files and connections are the program's own", async () => {
		const folder = program(scratch, {
			"go.mod": goMod(),
			"main.go": `package main

import (
	"fmt"
	"net"
	"os"
	"time"
)

var held []interface{}

func main() {
	for i := 0; i < 20; i++ {
		file, _ := os.Open("/dev/null")
		held = append(held, file)
	}
	listener, _ := net.Listen("tcp", "127.0.0.1:0")
	udp, _ := net.ListenPacket("udp", "127.0.0.1:0")
	held = append(held, listener, udp)
	for i := 0; i < 5; i++ {
		client, _ := net.Dial("tcp", listener.Addr().String())
		server, _ := listener.Accept()
		held = append(held, client, server)
		if i < 2 {
			client.Close()
		}
	}
	time.Sleep(100 * time.Millisecond)
	// The agent's listener, and the folder that is read.
	descriptors, _ := os.ReadDir("/proc/self/fd")
	fmt.Println(len(descriptors) - 2)
	time.Sleep(time.Hour)
}
`,
		});
		await build(folder, "go build -o out .");
		const running = run(scratch, `${folder}/out`);
		const own = Number(await firstLine(running.child));
		const probe = await probeOf(running);
		for (let i = 0; i < 5; i++) {
			const counters = await probe.settledCounters({ release: false });
			expect(counters).toMatchObject({
				openFiles: own,
				tcpConnections: { established: 6, close_wait: 2 },
			});
			expect(Object.keys(counters.tcpConnections ?? {})).toHaveLength(2);
		}
		expect(await probe.counters()).not.toHaveProperty("openFiles");
	});

	test("silent clients do not keep the next one waiting", async () => {
		const folder = program(scratch, files);
		await build(folder, "go build -o out .");
		const running = run(scratch, `${folder}/out`);
		await firstLine(running.child);
		const silent = [1, 2, 3].map(() =>
			connect(`${running.directory}/${running.pid}.sock`).on("error", () => {}),
		);
		const probe = await probeOf(running);
		expect((await probe.counters()).goroutines).toBe(101);
		for (const socket of silent) socket.destroy();
		expect((await probe.counters()).goroutines).toBe(101);
	});
});

describe("net/http/pprof", () => {
	test.each(["/debug/pprof", "/internal/profiles/"])(
		"is read at %s, without the goroutines that reading costs",
		async (prefix) => {
			const folder = program(scratch, {
				"go.mod": goMod(),
				"main.go": `package main

import (
	"fmt"
	"net"
	"net/http"
	"net/http/pprof"
)

func main() {
	mux := http.NewServeMux()
	prefix := ${JSON.stringify(prefix.replace(/\/$/, ""))}
	mux.HandleFunc(prefix+"/", pprof.Index)
	for _, name := range []string{"goroutine", "heap", "threadcreate"} {
		mux.Handle(prefix+"/"+name, pprof.Handler(name))
	}
	for i := 0; i < 40; i++ {
		go func() { select {} }()
	}
	listener, _ := net.Listen("tcp", "127.0.0.1:0")
	fmt.Println(listener.Addr())
	http.Serve(listener, mux)
}
`,
			});
			// The same net as everywhere here, so that nothing is compiled anew.
			await build(folder, "go build -o out .");
			const { child } = withoutAgent(`${folder}/out`);
			const url = `http://${await firstLine(child)}${prefix}`;
			const probe = await connectPprof({ url, signal });
			if ("absent" in probe) throw new Error(probe.absent);
			const counts: number[] = [];
			for (let i = 0; i < 20; i++) {
				counts.push((await probe.counters()).goroutines);
			}
			// One in some thousands still counts the read in the background of the request before.
			expect(Math.min(...counts)).toBe(41);
			expect(counts.filter((count) => count === 41).length).toBeGreaterThan(10);
			const first = await probe.settledCounters({ release: false });
			const second = await probe.settledCounters({ release: false });
			expect(second.numGc).toBeGreaterThanOrEqual(first.numGc + 3);
			expect(Math.abs(second.heapAlloc - first.heapAlloc)).toBeLessThan(60_000);
			expect(probe.environment.memProfileRate).toBe(512 * 1024);
			const heap = await probe.profile("heap", 0);
			writeFileSync(`${folder}/heap.pb.gz`, heap);
			execFileSync("go", ["tool", "pprof", "-top", `${folder}/heap.pb.gz`], {
				stdio: "pipe",
			});
		},
	);

	test("is not there", async () => {
		const url = "http://127.0.0.1:1/debug/pprof/";
		expect(await connectPprof({ url, signal })).toEqual({
			absent: expect.any(String),
		});
	});
});

test("no Go on PATH", async () => {
	const folder = program(scratch, {});
	const preparing = prepareGoBuild({
		directory: folder,
		env: { PATH: folder },
		workDir: `${folder}/work`,
		signal,
	});
	await expect(preparing).rejects.toMatchObject({
		problems: [{ code: "go-not-found" }],
	});
});
