import { expect, test } from "@jest/globals";
import { asPackage } from "./kernel-sources.ts";
import { casesOf, expectedFunctions, loopOf } from "./kernels.ts";

/** In the shape of Go's files; the words are ours. */
const SOURCE = `package main

import (
	"os"
	"runtime/pprof"
	"time"
)

func init() {
	register("Shop12", Shop12)
	register("Shop13", Shop13)
}

func Shop12() {
	prof := pprof.Lookup("goroutineleak")
	defer func() {
		time.Sleep(100 * time.Millisecond)
		prof.WriteTo(os.Stdout, 2)
	}()
	for i := 0; i <= 1000; i++ {
		go func() {
			for i := 0; i < 3; i++ {
				time.Sleep(100 * time.Millisecond)
			}
		}()
	}
}

func Shop13() {
	prof := pprof.Lookup("goroutineleak")
	prof.WriteTo(os.Stdout, 2)
}

func inner() {
	for i := 0; i < 7; i++ {
	}
}
`;

test("the cases of a file, and how often each runs its bug", () => {
	expect(casesOf(SOURCE)).toEqual(["Shop12", "Shop13"]);
	expect(loopOf("Shop12", SOURCE)).toBe(1000);
	expect(loopOf("Shop13", SOURCE)).toBe(1);
});

test("as a package it runs the bug once, takes no profile and waits for none", () => {
	const made = asPackage(SOURCE, "goker");
	expect(made).toContain("package goker\n");
	expect(made).toContain('"example.com/cases/kernels/pprof"');
	expect(made).not.toContain('"runtime/pprof"');
	expect(made).toContain("time.Sleep(0)\n\t\tprof.WriteTo");
	expect(made).toContain("\tfor i := 0; i < 1; i++ {\n\t\tgo func() {");
});

test("and is otherwise as it was", () => {
	const made = asPackage(SOURCE, "goker");
	expect(made).toContain("for i := 0; i < 3; i++ {\n\t\t\t\ttime.Sleep(100 *");
	expect(made).toContain("for i := 0; i < 7; i++ {");
});

const EXPECTATIONS = `
		makeTest("Shop1",
			\`Shop1\\.func1\\(.* \\[chan send\\]\`,
		),
		makeFlakyTest("Shop12",
			// A comment.
			\`\\(\\*Store_shop12\\)\\.run\\(.* \\[sync\\.(RW)?Mutex\\.Lock\\]\`,
			\`\\(\\*Store_shop12\\)\\.run\\(.* \\[chan receive\\]\`,
			\`Shop12\\.func2\\.1.* \\[chan receive\\]\`,
		),
		// makeTest(testCase{name: "Shop14"},
		// 	\`NewMux_shop14\\.gowrap1\\(.* \\[chan send\\]\`),
		makeTest("NoLeakGlobal"),
	}`;

test.each([
	["Shop1", ["Shop1.func1"]],
	["Shop12", ["(*Store_shop12).run", "Shop12.func2.1"]],
	["Shop14", ["NewMux_shop14.gowrap1"]],
	["NoLeakGlobal", ["NoLeakGlobal.func1"]],
])("the functions of %s that Go's own test expects", (name, functions) => {
	expect(expectedFunctions(name, EXPECTATIONS)).toEqual(functions);
});
