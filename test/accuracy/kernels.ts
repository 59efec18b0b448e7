import { readFileSync } from "node:fs";
import { join } from "node:path";
import { kernelSources } from "./kernel-sources.ts";
import type { Subject } from "./subject.ts";

/** Go's own test says which functions each case leaves behind. */
const EXPECTATIONS = "src/runtime/goroutineleakprofile_test.go";

/** What no gate can be held to, and why. */
export const EXCLUDED: Readonly<Record<string, string>> = {
	Kubernetes1321:
		"a data race of the original may end it by a nil pointer; Go's own test leaves it out as well",
	"SpawnGC, DaisyChain": "they stress Go's profiler and are no bugs",
};

/** Each runs the bug once; how often Go's test runs it in a loop tells how rare it is. */
const REQUESTS = { least: 100, most: 500 };

/** Kernels do what they do within milliseconds; the longest waits for two seconds. */
const SETTLE_TIMEOUT_MS = 5_000;

/** Every GoKer kernel, common pattern and simple case that ships with the Go of `goroot`. */
export function kernels(goroot: string): readonly Subject[] {
	const expectations = readFileSync(join(goroot, EXPECTATIONS), "utf8");
	return kernelSources(goroot)
		.flatMap(({ text }) =>
			casesOf(text).map((name) =>
				subject(name, loopOf(name, text), expectations),
			),
		)
		.filter(({ name }) => EXCLUDED[name] === undefined);
}

function subject(name: string, loop: number, expectations: string): Subject {
	return {
		name,
		leaks: "by chance",
		metric: "goroutines",
		functions: expectedFunctions(name, expectations),
		binary: "kernels",
		words: ["-case", name],
		paths: ["/"],
		requests: Math.min(REQUESTS.most, Math.max(REQUESTS.least, loop)),
		settleTimeoutMs: SETTLE_TIMEOUT_MS,
		env: {},
		budgets: {},
	};
}

/** The names that a file registers. */
export function casesOf(text: string): readonly string[] {
	return [...text.matchAll(/\bregister\("(\w+)"/g)].map(
		([, name]) => name as string,
	);
}

/** The bound of the loop around the bug, which kernel-sources.ts takes out; 1 where there is none. */
export function loopOf(name: string, text: string): number {
	const [, body = ""] =
		new RegExp(`^func ${name}\\(\\) \\{\n([^]*?)^\\}`, "m").exec(text) ?? [];
	const [, bound = "1"] =
		/^\tfor i := 0; i <=? (\d+); i\+\+ \{$/m.exec(body) ?? [];
	return Number(bound);
}

/**
 * The functions of a case in Go's test, of which a leaked goroutine's entry is
 * one: `\(\*Tx_cockroach13197\)\.awaitDone\(.* \[chan receive\]` there,
 * `(*Tx_cockroach13197).awaitDone` here. A case that proof must not find has none.
 */
export function expectedFunctions(
	name: string,
	expectations: string,
): readonly string[] {
	const calls = expectations.split(/\bmake(?:Flaky)?Test\(/);
	// With `testCase{name:` in a comment: Kubernetes1321, for a rare crash.
	const call = calls.find((text) =>
		new RegExp(`^(?:testCase\\{name: )?"${name}"`).test(text),
	);
	const patterns = [...(call ?? "").matchAll(/`([^`]+)`/g)].map(
		([, pattern]) => pattern as string,
	);
	return patterns.length === 0
		? [`${name}.func1`]
		: [...new Set(patterns.map(functionIn))];
}

function functionIn(pattern: string): string {
	return pattern.replace(/(?:\\\()?\.\* .*$/, "").replaceAll("\\", "");
}
