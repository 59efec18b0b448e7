import { describe, expect, jest, test } from "@jest/globals";
import type { Probe } from "../../src/ports.ts";
import { readProfile } from "../../src/pprof/read.ts";
import { stacksOf } from "../../src/pprof/stacks.ts";
import {
	build,
	firstLine,
	killAfterEach,
	probeOf,
	program,
	run,
} from "../support/go-program.ts";
import { scratchFolder } from "../support/scratch.ts";

jest.setTimeout(240_000);
killAfterEach();
const scratch = scratchFolder();

/** Handlers leave goroutines behind; the program itself asks for them, over connections that it keeps. */
const server = `package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"runtime/pprof"
)

func leak() { <-make(chan int) }

func leaves(w http.ResponseWriter, r *http.Request) { go leak() }

func afterDo(w http.ResponseWriter, r *http.Request) {
	pprof.Do(r.Context(), pprof.Labels("user", "x"), func(context.Context) {})
	go leak()
}

func panics(w http.ResponseWriter, r *http.Request) { panic(http.ErrAbortHandler) }

func ask(s *httptest.Server, method, path string) {
	request, _ := http.NewRequest(method, s.URL+path, nil)
	if answer, err := s.Client().Do(request); err == nil {
		answer.Body.Close()
	}
}

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /orders/{id}", leaves)
	mux.HandleFunc("/do", afterDo)
	mux.HandleFunc("/panics", panics)
	mux.HandleFunc("/", leaves)
	one := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mux.ServeHTTP(w, r.WithContext(r.Context()))
	}))
	ask(one, "GET", "/orders/1")
	ask(one, "GET", "/orders/2")
	ask(one, "POST", "/do")
	ask(one, "POST", "/panics")
	ask(one, "PUT", "/carts/0f8fad5b-d9cb-469f-a165-70867728950e/items/17")
	ask(one, "PUT", "/carts/7c9e6679-7425-40de-944b-e07fc1f90ae7/items/18")
	ask(one, "GET", "/")

	two := httptest.NewUnstartedServer(http.HandlerFunc(leaves))
	two.EnableHTTP2 = true
	two.StartTLS()
	ask(two, "GET", "/own/router/v1/users/order-42")

	three := httptest.NewServer(mux)
	ask(three, "GET", "/orders/3")
	ask(three, "GET", "/nothing/here/17")

	fmt.Println("asked")
	select {}
}
`;

/** The pattern of ServeMux, else the path without ids; the connection's own goroutine carries none. */
const leaks = {
	"GET /orders/{id}": 3,
	"POST /do": 1,
	"PUT /carts/{…}/items/{…}": 2,
	"GET /": 1,
	"GET /nothing/here/{…}": 1,
	"GET /own/router/v1/users/{…}": 1,
};

describe("goroutines carry the route of their request", () => {
	test.each([
		{ toolchain: "local", flags: "" },
		{ toolchain: "local", flags: "-trimpath" },
		{ toolchain: "go1.24.0", flags: "" },
		{ toolchain: "go1.27.0", flags: "" },
	])("$toolchain $flags", async ({ toolchain, flags }) => {
		const folder = program(scratch, {
			"go.mod": "module example.com/app\n\ngo 1.23\n",
			"main.go": server,
		});
		await build(folder, `go build ${flags} -o out .`, {
			GOTOOLCHAIN: toolchain,
		});
		const running = run(scratch, `${folder}/out`);
		await firstLine(running.child);
		const probe = await probeOf(running);
		expect(probe.environment.go).toMatch(
			toolchain === "local" ? /^go1/ : toolchain,
		);
		expect(await byRoute(probe)).toEqual(leaks);
		// The experiment is set where Go has it, in 1.26; 1.24 has none and builds all the same.
		const leaked = await probe.leakedGoroutines();
		expect(leaked === undefined).toBe(toolchain === "go1.24.0");
		const { requestsByRoute } = await probe.settledCounters({ release: false });
		expect(requestsByRoute).toMatchObject({ ...leaks, "POST /panics": 1 });
	});
});

/** How many goroutines carry each route. */
async function byRoute(probe: Probe): Promise<Record<string, number>> {
	const profile = readProfile(await probe.profile("goroutine", 0));
	const modules = { firstParty: ["example.com/app"], libraries: [] };
	const counts: Record<string, number> = {};
	for (const { labels, count } of stacksOf(profile, { modules })) {
		const route = labels["http.route"];
		if (route !== undefined) counts[route] = (counts[route] ?? 0) + count;
	}
	return counts;
}
