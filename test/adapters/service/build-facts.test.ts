import { utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import {
	buildFacts,
	programOf,
} from "../../../src/adapters/service/build-facts.ts";
import { scratchFolder } from "../../support/scratch.ts";
import { servicePlan } from "../../support/service-plan.ts";

const folder = scratchFolder();

test.each([
	["bin/shop --addr :8080", "bin/shop"],
	["PORT=1 exec './bin/shop'", "./bin/shop"],
	["shop", undefined],
	["", undefined],
])("the program of %j is %j", (run, program) => {
	expect(programOf(run)).toBe(program);
});

test("reads the Makefile and what is in the binary, also across pieces", async () => {
	writeFileSync(join(folder, "Makefile"), "GOFLAGS = -x\n");
	const bytes = Buffer.alloc(3 * 1024 * 1024);
	bytes.write("runtime.gopark", 100);
	bytes.write("net.(*netFD)", 1024 * 1024 - 4);
	const file = join(folder, "shop");
	writeFileSync(file, bytes);
	utimesSync(file, 1_000, 1_000);
	const plan = servicePlan({ run: "./shop", cwd: folder, build: "make" });
	expect(await buildFacts(plan, 2_000_000)).toEqual({
		run: "./shop",
		build: "make",
		makefile: "GOFLAGS = -x\n",
		binary: { path: "./shop", go: true, net: true, agent: false, stale: true },
	});
});

test("what is not there tells nothing", async () => {
	const plan = servicePlan({ run: "./nope", cwd: join(folder, "nowhere") });
	expect(await buildFacts(plan, undefined)).toEqual({ run: "./nope" });
});
