import { expect, test } from "@jest/globals";
import * as yaml from "yaml";
import { ignoreEntries } from "../../src/explain/ignore-entries.ts";
import { matchesFunction } from "../../src/model/glob.ts";
import type { Culprit } from "../../src/model/verdict.ts";
import { culprit, finding } from "../report/verdicts.ts";

const entriesFor = (culprits: readonly Culprit[]) =>
	ignoreEntries({ findings: [finding([100, 100, 100])], culprits });

test("none where another stack leads, which they would not leave out", () => {
	const library = culprit({
		function: "net/http.(*conn).serve",
		first_party: false,
	});
	expect(entriesFor([library, culprit()])).toEqual([]);
});

test("an entry to paste names the user's own function, once, and matches it", () => {
	const name = "shop/orders.(*Client[...]).Get.func1";
	const entries = entriesFor([
		culprit({ function: name }),
		culprit({ function: name }),
		culprit({ function: "net/http.(*conn).serve", first_party: false }),
	]);
	expect(entries).toHaveLength(1);
	const { function: pattern, why } = yaml.parse(entries[0] ?? "");
	expect(matchesFunction(pattern, name)).toBe(true);
	expect(why).toBe("say why it may stay");
});

test("three at most, and none of a name that no pattern can hold", () => {
	const names = [
		"a.A",
		"evil\n::error::",
		"a.B",
		"\u202Erun",
		"\u3164",
		"a$b",
		"a.C",
		"a.D",
	];
	const entries = entriesFor(names.map((name) => culprit({ function: name })));
	expect(entries.map((entry) => yaml.parse(entry).function)).toEqual([
		"a.A",
		"a.B",
		"a.C",
	]);
});
