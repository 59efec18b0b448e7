import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { build, program } from "./go-program.ts";

/** Binaries of one small Go service that fails on request, each with its absolute path. */
export interface FailingService {
	readonly withAgent: string;
	readonly withoutAgent: string;
	/** Its sources, to be built again. */
	readonly folder: string;
}

/** Where nothing is compiled yet, net/http is, twice. */
export const BUILD_MS = 15 * 60_000;

/** Builds it once for all tests of a file: most are not about the build. */
export async function buildFailingService(
	scratch: string,
): Promise<FailingService> {
	const folder = program(scratch, {
		"go.mod": "module example.com/failing\n\ngo 1.21\n",
		"main.go": SOURCE,
	});
	await build(folder, "go build -o with-agent .");
	await execa("go", ["build", "-o", "without-agent", "."], { cwd: folder });
	return {
		withAgent: join(folder, "with-agent"),
		withoutAgent: join(folder, "without-agent"),
		folder,
	};
}

/** The same, with a mistake in `main.go:7`. */
export function brokenProgram(scratch: string): string {
	const folder = program(scratch, {
		"go.mod": "module example.com/broken\n\ngo 1.21\n",
	});
	writeFileSync(
		join(folder, "main.go"),
		'package main\n\nimport "net"\n\nfunc main() {\n\t_, _ = net.Listen("tcp", "127.0.0.1:0")\n\tlistenAndServe()\n}\n',
	);
	return folder;
}

/** What a workflow log, a terminal or a report must never obey. */
export const HOSTILE = [
	"::error::x",
	"\u001b[31mred\u001b]0;title\u0007",
	"::set-output name=outcome::pass",
] as const;

const SOURCE = `// A service that fails as it is told to, by flags at the start and by paths later.
package main

import (
	"flag"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"sync"
	"syscall"
	"time"
)

func main() {
	addr := flag.String("addr", "127.0.0.1:0", "")
	fail := flag.String("fail", "", "say this and exit with code 1")
	stubborn := flag.Bool("stubborn", false, "ignore SIGTERM")
	shout := flag.Bool("shout", false, "print what is hostile")
	flag.Parse()
	if *fail != "" {
		fmt.Fprintln(os.Stderr, *fail)
		os.Exit(1)
	}
	if *stubborn {
		signal.Ignore(syscall.SIGTERM)
	}
	if *shout {
		fmt.Println(strings.Repeat("A", 1<<20))
		fmt.Print(${HOSTILE.map((line) => JSON.stringify(`${line}\n`).replaceAll("\\u00", "\\x")).join(" + ")})
	}

	http.HandleFunc("/healthz", func(w http.ResponseWriter, r *http.Request) {})
	http.HandleFunc("/work", func(w http.ResponseWriter, r *http.Request) {})
	http.HandleFunc("/broken", func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusInternalServerError)
	})
	http.HandleFunc("/slow", func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(time.Minute)
	})
	http.HandleFunc("/leak", func(w http.ResponseWriter, r *http.Request) {
		go func() { select {} }()
	})
	var death sync.Once
	http.HandleFunc("/die", func(w http.ResponseWriter, r *http.Request) {
		death.Do(func() {
			fmt.Fprintln(os.Stderr, "fatal: the order book is corrupt")
			os.Exit(3)
		})
	})
	// Once asked, the number of goroutines swings for ever: there is no rest to wait for.
	http.HandleFunc("/swing", func(w http.ResponseWriter, r *http.Request) {
		go func() {
			for {
				for i := 0; i < 50; i++ {
					go time.Sleep(300 * time.Millisecond)
				}
				time.Sleep(600 * time.Millisecond)
			}
		}()
	})

	listener, err := net.Listen("tcp", *addr)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println("listening on", listener.Addr())
	fmt.Fprintln(os.Stderr, http.Serve(listener, nil))
}
`;
