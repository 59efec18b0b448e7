import { expect, test } from "@jest/globals";
import { agentAbsent } from "../../../src/adapters/service/agent-absent.ts";

const binary = {
	path: "bin/shop",
	go: true,
	net: true,
	agent: false,
	stale: false,
};
const build = "go build -o bin/shop .";
const run = "bin/shop";

test.each([
	[
		"in it but silent",
		{ build, run, binary: { ...binary, agent: true } },
		"does not answer",
	],
	[
		"without net",
		{ build, run, binary: { ...binary, net: false } },
		"does not link the package net",
	],
	["built before", { run, binary }, "there is no service.build"],
	[
		"left as it was",
		{ build: "make", run, binary: { ...binary, stale: true } },
		"left the file as it was",
	],
	[
		"own overlay",
		{ build: "go build -overlay=o.json .", run, binary },
		"-overlay of its own",
	],
	[
		"own overlay, two dashes",
		{ build: "go build --overlay o.json .", run },
		"-overlay of its own",
	],
	[
		"own GOFLAGS",
		{ build: "GOFLAGS=-mod=mod go build .", run },
		"the build command sets GOFLAGS",
	],
	[
		"GOFLAGS in the Makefile",
		{
			build: "make shop",
			run,
			makefile: "export GOFLAGS := -trimpath\nshop:\n",
		},
		"the Makefile sets GOFLAGS",
	],
	[
		"GOFLAGS in a recipe",
		{ build: "make", run, makefile: "all:\n\tGOFLAGS=-x go build\n" },
		"the Makefile sets GOFLAGS",
	],
	[
		"GOFLAGS added to",
		{ build: "make", run, makefile: "GOFLAGS += -trimpath\n" },
		"nothing tells why",
	],
	[
		"GOFLAGS kept",
		{ build: 'GOFLAGS="$GOFLAGS -x" go build', run },
		"nothing tells why",
	],
	[
		"GOFLAGS with a default",
		{ build: "make", run, makefile: "GOFLAGS ?= -trimpath\n" },
		"nothing tells why",
	],
	[
		"a Makefile that is not used",
		{ build, run, makefile: "GOFLAGS = -x\n" },
		"nothing tells why",
	],
	[
		"in a container",
		{ build: "docker build .", run },
		"where our GOFLAGS do not reach",
	],
	[
		"a script",
		{ build: "./build.sh", run, binary: { ...binary, go: false } },
		"not a Go program",
	],
	[
		"sudo",
		{ build: "sudo make", run, binary },
		"sudo keeps the environment from it",
	],
	[
		"an empty environment",
		{ build: "env  -i PATH=$PATH go build", run, binary },
		"env -i keeps the environment from it",
	],
	[
		"go by its path",
		{ build: "/usr/local/go/bin/go build -o bin/shop .", run, binary },
		"it calls /usr/local/go/bin/go by its path",
	],
	[
		"go by its path in the Makefile",
		{ build: "make", run, binary, makefile: "GO := /opt/go/bin/go\n" },
		"it calls /opt/go/bin/go by its path",
	],
	[
		"a folder called go",
		{ build: "cd /src/go/ && go build -o /tmp/go/x", run, binary },
		"nothing tells why",
	],
	["go run", { run: "go run ./cmd/shop" }, "nothing tells why"],
])("%s", (_, facts, because) => {
	const [problem] = agentAbsent(facts).problems;
	expect(problem?.code).toBe("agent-absent");
	expect(problem?.message).toContain(because);
	expect(problem?.remedy).toContain("service.profiles");
});
