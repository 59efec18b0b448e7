import { expect, test } from "@jest/globals";
import { subjectsOf } from "./subjects.ts";

const LEAK = {
	name: "early-return",
	kind: "leak",
	metric: "goroutines",
	requests: 200,
	mended: true,
	functions: ["f"],
	paths: ["/orders"],
	env: {},
	budgets: { rss: "+1MiB" },
};
const HEALTHY = {
	name: "lru",
	kind: "healthy",
	metric: "inuse_space",
	requests: 300,
	mended: false,
	functions: null,
	paths: [],
	env: { GOGC: "off" },
	budgets: null,
	build: "race",
};

test("a leak and its mended twin, and a healthy service", () => {
	const subjects = subjectsOf(JSON.stringify([LEAK, HEALTHY]));
	expect(subjects).toMatchObject([
		{
			name: "early-return",
			leaks: true,
			words: ["-case", "early-return"],
			paths: ["/orders"],
			binary: "cases",
		},
		{
			name: "early-return, mended",
			leaks: false,
			words: ["-case", "early-return", "-mended"],
		},
		{
			name: "lru",
			leaks: false,
			functions: [],
			paths: ["/"],
			binary: "race",
			env: { GOGC: "off" },
		},
	]);
	expect(subjects).toHaveLength(3);
});

test("a field that nobody reads is a mistake", () => {
	expect(() => subjectsOf(JSON.stringify([{ ...LEAK, perRound: 5 }]))).toThrow(
		"perRound",
	);
});
