import { expect, test } from "@jest/globals";
import { waitMeaning, waitWords } from "../../src/explain/wait-meaning.ts";

test.each([
	["chan send", "blocked in chan send", /nobody receives/u],
	[
		"chan receive, 3 minutes",
		"blocked in chan receive, 3 minutes",
		/nobody sends on it or closes it/u,
	],
	["chan send (nil chan)", "blocked in chan send (nil chan)", /never made/u],
	["sync.Mutex.Lock", "blocked in sync.Mutex.Lock", /still held/u],
	["sync.WaitGroup.Wait", "blocked in sync.WaitGroup.Wait", /Done is missing/u],
	["select", "blocked in select", /no case that ends it has come/u],
	["sleep", "sleeping", /settle timeout/u],
	["running", "running", /still running/u],
])("%s", (wait, words, meaning) => {
	expect(waitWords(wait)).toBe(words);
	expect(waitMeaning(wait)).toMatch(meaning);
});

test.each(["toString", "constructor", "a reason of Go 1.40"])(
	"nothing is made up for %s",
	(wait) => {
		expect(waitMeaning(wait)).toBeNull();
	},
);
