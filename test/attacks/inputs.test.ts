import { readFileSync } from "node:fs";
import * as core from "@actions/core";
import { afterEach, describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import {
	type ActionInputs,
	readInputs,
} from "../../src/adapters/github/inputs.ts";
import { legName } from "../../src/adapters/github/leg.ts";
import { withMarker } from "../../src/adapters/github/marker.ts";
import { reportProblems } from "../../src/adapters/github/problems.ts";
import { planFromInputs } from "../../src/engine.ts";
import { Stop } from "../../src/model/problem.ts";
import { runnerCommands } from "../support/runner-commands.ts";

/** Every input that a workflow can give, as action.yml has them. */
const INPUTS = Object.keys(
	parse(readFileSync(new URL("../../action.yml", import.meta.url), "utf8"))
		.inputs,
);

/** GitHub evaluates expressions before a step begins: what arrives is text, and nobody evaluates it again. */
const VALUES = [
	// Attack 62.
	// biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub's own syntax.
	"${{ github.token }}",
	// biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub's own syntax.
	"${{ toJSON(secrets) }}'}}",
	// Attack 63.
	"a\n::error::owned\r::add-mask::e",
	"-->\n<!-- leak-budget key=other run=9.9 sha=x news=0 -->",
	"__proto__",
	"\u202e\u0000",
];

describe.each(INPUTS)("%s", (input) => {
	test.each(VALUES)(
		"%j is text, or an error that shows it as text",
		(value) => {
			const get = (name: string) => {
				if (name === input) return value;
				// Whatever belongs to it, so that it is looked at.
				if (input === "config" || input === "mode") return "";
				return SHORT[name] ?? "";
			};
			const read = reading(() => {
				const inputs = readInputs(get);
				expect(textsOf(inputs)).toContain(value);
				if (inputs.mode === "measure" && inputs.budget.kind === "short")
					planFromInputs(inputs.budget.inputs, "/repo/shop", {
						"github.token": "evaluated",
					});
			});
			const commands = runnerCommands(read);
			expect(commands.filter(({ command }) => command !== "error")).toEqual([]);
			expect(commands.map(({ data }) => data)).not.toContain("owned");
			expect(read).not.toContain("evaluated");
		},
	);
});

test.each(VALUES)("a comment-key %j stays within its marker", (key) => {
	const body = withMarker(
		{ key, run: { run: 1, attempt: 1, sha: "a" }, news: "0" },
		"x",
	);
	expect(body.split("\n")[0]).toMatch(/^<!-- [^<>]* -->$/);
});

test.each([
	// Attack 64.
	["no JSON", "{"],
	["a text", '"x"'],
	["nested", `${"[".repeat(500)}1${"]".repeat(500)}`],
	["keys of a prototype", '{"__proto__":{"go":"1"},"constructor":"2"}'],
])("a matrix that is %s still names a leg", (_, matrix) => {
	expect(legName("shop", matrix)).toMatch(/^shop/);
	expect(({} as { go?: string }).go).toBeUndefined();
});

const SHORT: Readonly<Record<string, string>> = {
	run: "bin/shop",
	load: "./load",
};

function textsOf(inputs: ActionInputs): readonly unknown[] {
	return Object.values(inputs).flatMap((value) =>
		typeof value === "object" ? Object.values(value).flatMap(leaf) : [value],
	);
}

function leaf(value: unknown): readonly unknown[] {
	return typeof value === "object" && value !== null
		? Object.values(value)
		: [value];
}

const write = process.stdout.write;
afterEach(() => {
	process.stdout.write = write;
	process.exitCode = 0;
});

/** What the step's log says of it; nothing where all is well. */
function reading(work: () => void): string {
	try {
		work();
		return "";
	} catch (error) {
		if (!(error instanceof Stop)) throw error;
		let log = "";
		process.stdout.write = (chunk: string | Uint8Array) => {
			log += String(chunk);
			return true;
		};
		const plain = (text: string) => void process.stdout.write(text);
		reportProblems({ ...core, write: plain }, error.problems);
		process.stdout.write = write;
		return log;
	}
}
