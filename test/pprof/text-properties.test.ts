import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { Stop } from "../../src/model/problem.ts";
import { dumpHeader } from "../../src/pprof/dump-header.ts";
import { readAny } from "../../src/pprof/format.ts";
import { readCountText } from "../../src/pprof/read-count-text.ts";
import { readDump } from "../../src/pprof/read-dump.ts";
import { readHeapText } from "../../src/pprof/read-heap-text.ts";
import { stacksOf } from "../../src/pprof/stacks.ts";
import { fixtureText } from "../support/fixture-profiles.ts";

const RUNS = { numRuns: 10_000 };
const utf8 = (text: string) => new TextEncoder().encode(text);

const READERS = [
	["count", readCountText, "goroutine.debug1.txt"],
	["heap", readHeapText, "heap.debug1.txt"],
	["dump", readDump, "goroutine.debug2.txt"],
	["any", readAny, "goroutine.debug2.txt"],
] as const;

describe.each(READERS)("%s", (_, read, fixture) => {
	const whole = fixtureText(`formats/go1.27/${fixture}`);
	const first = whole.slice(0, 1500);
	const lines = [...new Set(whole.split("\n"))];

	test("any bytes read, or are one problem with its place", () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
				expectReadOrStop(read, bytes);
			}),
			RUNS,
		);
	});
	test("so does what is nearly right: lines in any order", () => {
		fc.assert(
			fc.property(
				fc.array(fc.oneof(fc.constantFrom(...lines), fc.string()), {
					maxLength: 40,
				}),
				fc.constantFrom("\n", "\r\n"),
				(some, end) => {
					expectReadOrStop(read, utf8([lines[0], ...some].join(end)));
				},
			),
			RUNS,
		);
	});
	test("so does what was damaged", () => {
		fc.assert(
			fc.property(
				fc.nat(first.length),
				fc.nat(20),
				fc.string({ maxLength: 20 }),
				(at, gone, instead) => {
					const text = first.slice(0, at) + instead + first.slice(at + gone);
					expectReadOrStop(read, utf8(text));
				},
			),
			RUNS,
		);
	});
});

function expectReadOrStop(
	read: (bytes: Uint8Array) => unknown,
	bytes: Uint8Array,
): void {
	try {
		expect(read(bytes)).toBeDefined();
	} catch (error) {
		if (!(error instanceof Stop)) throw error;
		expect(error.problems).toHaveLength(1);
		expect(error.problems[0]?.code).toBe("profile-unreadable");
		expect(error.message).toMatch(/(?:in line|at byte|compressed byte) \d+\.$/);
	}
}

const TEXTS = fc.string({ unit: "grapheme", maxLength: 30 });
const LABELS = fc.dictionary(
	TEXTS,
	TEXTS.filter((text) => text !== ""),
	{ maxKeys: 5 },
);

describe("labels come back as they were", () => {
	test("from a count profile", () => {
		fc.assert(
			fc.property(LABELS, (labels) => {
				const pairs = Object.entries(labels).map(
					([key, text]) => `${quoted(key)}:${quoted(text)}`,
				);
				const [stack] = stacksOf(
					readCountText(
						utf8(
							`goroutine profile: total 1\n1 @ 0x2\n# labels: {${pairs.join(", ")}}\n#\t0x1\tmain.f+0x1\t/f.go:1\n\n`,
						),
					),
					{ modules: { firstParty: [], libraries: [] } },
				);
				expect(Object.entries(stack?.labels ?? {}).sort()).toEqual(
					Object.entries(labels).sort(),
				);
			}),
			RUNS,
		);
	});
	test.each([
		["1.26", " labels:", "]:", quoted],
		[
			"1.27",
			"] ",
			":",
			(text: string) => (/^[a-zA-Z0-9./_]*$/.test(text) ? text : quoted(text)),
		],
	])("from a traceback of Go %s", (_, before, after, print) => {
		fc.assert(
			fc.property(LABELS, (labels) => {
				const pairs = Object.entries(labels).map(
					([key, text]) => `${print(key)}: ${print(text)}`,
				);
				const wait = dumpHeader(
					` [chan send, 3 minutes${before}{${pairs.join(", ")}}${after}`,
				);
				expect(wait).toMatchObject({ state: "chan send", minutes: 3 });
				expect(
					wait?.labels.map((one) => [one.key, "text" in one && one.text]),
				).toEqual(Object.entries(labels));
			}),
			RUNS,
		);
	});
});

/** As the runtime's printquoted does: all but printable ASCII is escaped. */
function quoted(text: string): string {
	const chars = [...text].map((char) => {
		const code = char.codePointAt(0) ?? 0;
		if (char === "\n") return "\\n";
		if (char === '"' || char === "\\") return `\\${char}`;
		if (code >= 32 && code < 127) return char;
		if (code < 127) return `\\x${code.toString(16).padStart(2, "0")}`;
		return code < 0x10000
			? `\\u${code.toString(16).padStart(4, "0")}`
			: `\\U${code.toString(16).padStart(8, "0")}`;
	});
	return `"${chars.join("")}"`;
}

test("every goroutine that is written is read, in whatever order the stacks come", () => {
	const goroutine = fc.record({
		state: fc.constantFrom("select", "chan send", "IO wait"),
		stack: fc.array(fc.nat(4), { minLength: 1, maxLength: 4 }),
		argument: fc.nat(),
	});
	fc.assert(
		fc.property(fc.array(goroutine, { minLength: 1 }), (all) => {
			const text = all.map(({ state, stack, argument }, at) =>
				[
					`goroutine ${at + 1} [${state}]:`,
					...stack.flatMap((n) => [
						`main.f${n}(0x${argument.toString(16)})`,
						`\t/f.go:${n} +0x${n}`,
					]),
					"",
				].join("\n"),
			);
			const { goroutines, truncated } = readDump(utf8(text.join("\n")));
			expect(truncated).toBe(false);
			expect(
				goroutines.map((one) => [
					one.id,
					one.wait.state,
					one.stack.frames.map((frame) => frame.line),
				]),
			).toEqual(all.map((one, at) => [at + 1, one.state, one.stack]));
		}),
		RUNS,
	);
});
