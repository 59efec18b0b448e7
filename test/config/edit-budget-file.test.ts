import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
	type BudgetEdit,
	editBudgetFile,
} from "../../src/config/edit-budget-file.ts";
import { Stop } from "../../src/model/problem.ts";

const growth = (metric: string, text: string): BudgetEdit => ({
	kind: "limit",
	path: ["budgets", metric],
	limit: "growth",
	text,
});
const ceiling = (metric: string, text: string): BudgetEdit => ({
	kind: "limit",
	path: ["budgets", metric],
	limit: "ceiling",
	text,
});
const ignore = (name: string): BudgetEdit => ({
	kind: "ignore",
	entry: { function: name, why: "accepted", until: "2027-06-01" },
});
const ENTRY = '{ function: "main.poll", why: "accepted", until: 2027-06-01 }';
const edit = (text: string, ...edits: readonly BudgetEdit[]) =>
	editBudgetFile(text, edits, "leak-budget.yml");

describe("a limit takes the place of the one of its kind, and nothing else moves", () => {
	test.each([
		["a scalar", "budgets:\n  goroutines: +5   # why\n", "+5", "+0"],
		["quoted", 'budgets: {goroutines: "+5"}\n', '"+5"', "+0"],
		["a percentage", "budgets:\n  goroutines: +10 %\n", "+10 %", "+0"],
		["auto", "budgets: {goroutines: auto }", "auto", "+0"],
		["with a tag", "budgets:\n  goroutines: !!str +5 # c\n", "+5", "+0"],
		["in a flow list", "budgets: { goroutines: [ +5 , 60 ] }\n", "+5", "+0"],
		["second in its list", "budgets: { goroutines: [60, +5] }\n", "+5", "+0"],
		[
			"in a block list",
			"budgets:\n  goroutines:\n    - +5  # growth\n    - 60\t# tab\n",
			"+5",
			"+0",
		],
		[
			"CRLF, no end of line at the end",
			"# shop\r\nbudgets:\r\n  goroutines: +5",
			"+5",
			"+0",
		],
		[
			"a byte order mark",
			"\ufeffbudgets:\n  goroutines: +5 # \u00e4\ud83d\ude00\n",
			"+5",
			"+0",
		],
		[
			"of several lines",
			"budgets:\n  goroutines: >-\n    +5\n\n  # after\n  rss: +1MiB\n",
			">-\n    +5",
			"+0",
		],
		[
			"below its key",
			"budgets:\n  goroutines:\n    # five\n    +5\n",
			"+5",
			"+0",
		],
		["after ? and :", "budgets:\n  ? goroutines\n  : +5 # x\n", "+5", "+0"],
	])("%s", (_, text, was, now) => {
		expect(text.split(was)).toHaveLength(2);
		expect(edit(text, growth("goroutines", "+0"))).toBe(text.replace(was, now));
	});
});

test.each([
	[
		"budgets:\n  goroutines: +5 # c\n",
		"budgets:\n  goroutines: [+5, 60] # c\n",
	],
	["budgets: {goroutines: +5}\n", "budgets: {goroutines: [+5, 60]}\n"],
	["budgets: {goroutines: [+5] }\n", "budgets: {goroutines: [+5, 60] }\n"],
	["budgets: {goroutines: [+5, ]}\n", "budgets: {goroutines: [+5, 60, ]}\n"],
	[
		"budgets:\n  goroutines:\n  - +5 # c\n  # d\n  rss: +1MiB\n",
		"budgets:\n  goroutines:\n  - +5 # c\n  - 60\n  # d\n  rss: +1MiB\n",
	],
])("a second limit joins the first: %j", (text, wanted) => {
	expect(edit(text, ceiling("goroutines", "60"))).toBe(wanted);
});

test("a growth that joins a ceiling comes first", () => {
	expect(edit("budgets: { rss: 64MiB } # c\n", growth("rss", "+1MiB"))).toBe(
		"budgets: { rss: [+1MiB, 64MiB] } # c\n",
	);
});

describe("a metric that is not there comes behind those that are", () => {
	test.each([
		[
			"block",
			"budgets:\n  goroutines: +0 # c\n  # d\n\n  stacks:\n    - { match: a.b, rss: +1MiB }\n",
			"budgets:\n  goroutines: +0 # c\n  rss: +1MiB\n  # d\n\n  stacks:\n    - { match: a.b, rss: +1MiB }\n",
		],
		[
			"before stacks alone",
			"budgets:\n   # c\n   stacks: [{ match: a.b }]\nload: x",
			"budgets:\n   # c\n   rss: +1MiB\n   stacks: [{ match: a.b }]\nload: x",
		],
		[
			"at the end of a file without a last line end",
			"budgets:\n    goroutines:\n      - +0\n      - 60 # c",
			"budgets:\n    goroutines:\n      - +0\n      - 60 # c\n    rss: +1MiB",
		],
		[
			"flow",
			"budgets: { goroutines: +0, } # c\n",
			"budgets: { goroutines: +0, rss: +1MiB, } # c\n",
		],
		[
			"flow over lines",
			"budgets: {\r\n  goroutines: +0 # c\r\n}\r\n",
			"budgets: {\r\n  goroutines: +0, rss: +1MiB # c\r\n}\r\n",
		],
		["an empty flow mapping", "budgets: {}\n", "budgets: { rss: +1MiB }\n"],
		[
			"flow before stacks",
			"budgets: { stacks: [{ match: a.b }] }\n",
			"budgets: { rss: +1MiB, stacks: [{ match: a.b }] }\n",
		],
		[
			"no budgets",
			"load: x # c\n# the end\n",
			"load: x # c\n# the end\nbudgets:\n  rss: +1MiB\n",
		],
		[
			"no budgets, CRLF, no last line end",
			"name: s\r\nload: x",
			"name: s\r\nload: x\r\nbudgets:\r\n  rss: +1MiB",
		],
		[
			"no budgets, a byte order mark",
			"\ufeffname: s\nload: x\n",
			"\ufeffname: s\nload: x\nbudgets:\n  rss: +1MiB\n",
		],
		[
			"no budgets, marks around the document",
			"# c\n---\nload: x\n... # d\n",
			"# c\n---\nload: x\nbudgets:\n  rss: +1MiB\n... # d\n",
		],
		[
			"no budgets, all in braces",
			"{ load: x }\n",
			"{ load: x, budgets: { rss: +1MiB } }\n",
		],
	])("%s", (_, text, wanted) => {
		expect(edit(text, growth("rss", "+1MiB"))).toBe(wanted);
	});
});

test("a limit of a single stack", () => {
	const text =
		"budgets:\n  stacks:\n  - match: a.b # first\n    rss: +1MiB\n  - { match: c.d, rss: +9MiB } # second\n";
	const path = ["budgets", "stacks", 1, "rss"];
	expect(
		edit(text, { kind: "limit", path, limit: "growth", text: "+2MiB" }),
	).toBe(text.replace("+9MiB", "+2MiB"));
});

describe("an ignore entry goes to the end of the list", () => {
	test.each([
		["none", "load: x\n", `load: x\nignore:\n  - ${ENTRY}\n`],
		["in braces", "{ load: x }\n", `{ load: x, ignore: [${ENTRY}] }\n`],
		[
			"block",
			"ignore:\n- function: a.b\n  why: c # d\n# e\nload: x\n",
			`ignore:\n- function: a.b\n  why: c # d\n- ${ENTRY}\n# e\nload: x\n`,
		],
		[
			"block, CRLF, at the end",
			"ignore:\r\n  # e\r\n  - { function: a.b, why: c } # d",
			`ignore:\r\n  # e\r\n  - { function: a.b, why: c } # d\r\n  - ${ENTRY}`,
		],
		[
			"flow",
			"ignore: [{ function: a.b, why: c }]\n",
			`ignore: [{ function: a.b, why: c }, ${ENTRY}]\n`,
		],
	])("%s", (_, text, wanted) => {
		expect(edit(text, ignore("main.poll"))).toBe(wanted);
	});

	test("a name is text, whatever is in it", () => {
		const name = `a.(*B[c: "d", {e}]).f\\g # h: ' \u2028 \u00e9`;
		const after = edit("load: x\n", ignore(name));
		expect(after).toContain(JSON.stringify(name));
	});
});

describe("what cannot be changed alone", () => {
	test("an alias becomes the value itself", () => {
		const text = "budgets:\n  goroutines: &a +5\n  threads: *a # c\n";
		expect(edit(text, growth("threads", "+4"))).toBe(text.replace("*a", "+4"));
		expect(edit(text, ceiling("threads", "9"))).toBe(
			text.replace("*a", "[+5, 9]"),
		);
	});

	test.each([
		["a value that others share", growth("goroutines", "+0")],
		["the same, by a list", ceiling("goroutines", "60")],
	])("%s is not changed behind their back", (_, one) => {
		const text = "budgets:\n  goroutines: &a +5\n  threads: *a\n";
		expect(() => edit(text, one)).toThrow(Stop);
		expect(() => edit(text, one)).toThrow(/^budgets\.goroutines cannot/);
	});
});

/** A budget file with comments everywhere that YAML takes them, and what is left of it without its budgets. */
const files = fc
	.record({
		eol: fc.constantFrom("\n", "\r\n"),
		notes: fc.array(
			fc
				.string({ unit: "binary", maxLength: 12 })
				.map((text) =>
					text.replaceAll(
						/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\ufeff\ufffe\uffff]/gu,
						"\t",
					),
				),
			{ minLength: 6, maxLength: 6 },
		),
		limits: fc.uniqueArray(
			fc.constantFrom("goroutines", "rss", "threads", "inuse_space"),
			{ maxLength: 4 },
		),
		indent: fc.constantFrom("  ", "    ", " "),
		last: fc.boolean(),
		flow: fc.boolean(),
	})
	.map(({ eol, notes, limits, indent, last, flow }) => {
		const note = (index: number) => `# ${notes[index]}`;
		const lines = [
			note(0),
			`load: { http: GET http://127.0.0.1/ } ${note(1)}`,
			...(limits.length > 0 ? [`budgets:${flow ? " {" : ""} ${note(2)}`] : []),
			...limits.flatMap((metric, index) => [
				`${indent}${note(3)}`,
				`${indent}${metric}: ${["+7", "[+7, 70]", '"70"'][index % 3]}${flow ? "," : ""} ${note(4)}`,
			]),
			...(limits.length > 0 && flow ? [`${indent}} ${note(2)}`] : []),
			note(5),
		];
		return lines.join(eol) + (last ? eol : "");
	});

test("comments survive, byte for byte and in their order, whatever is tuned", () => {
	const edits = fc.array(
		fc.record({
			metric: fc.constantFrom("goroutines", "rss", "threads", "open_files"),
			limit: fc.constantFrom("growth", "ceiling"),
		}),
		{ maxLength: 6 },
	);
	fc.assert(
		fc.property(files, edits, fc.boolean(), (text, wanted, isAccepted) => {
			const after = edit(
				text,
				...wanted.map(({ metric, limit }) =>
					limit === "growth" ? growth(metric, "+3") : ceiling(metric, "33"),
				),
				...(isAccepted ? [ignore("main.poll")] : []),
			);
			const comments = (one: string) => one.match(/#[^\r\n]*/gu);
			expect(comments(after)).toEqual(comments(text));
			const ends = (one: string) => one.match(/\r?\n/gu) ?? [];
			expect(new Set(ends(after))).toEqual(new Set(ends(text)));
			// What is not a limit stands where it stood.
			const frame = (one: string) =>
				one.split(/\r?\n/).filter((line) => /^(?:#|load)/.test(line));
			expect(frame(after)).toEqual(frame(text));
		}),
	);
});
