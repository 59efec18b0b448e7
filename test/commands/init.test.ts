import { PassThrough } from "node:stream";
import { expect, jest, test } from "@jest/globals";
import { terminalAsker } from "../../src/adapters/ask.ts";
import { asked } from "../../src/commands/init.ts";
import { initOptions } from "../../src/commands/init-options.ts";
import { surveyOf } from "../../src/engine/init.ts";
import { repositoryOf } from "../support/survey-fixtures.ts";

const main = (port: string) =>
	`package main\nimport ("flag"; "net/http")\nfunc main() {\nhttp.HandleFunc("/healthz", nil)\nhttp.HandleFunc("/items", nil)\nflag.String("addr", "${port}", "")\n}\n`;
const survey = surveyOf(
	repositoryOf({
		"cmd/a/main.go": main(":8081"),
		"cmd/b/main.go": main(":8082"),
	}),
);

/** Answers in turn, "" for the default; keeps what was asked. */
function answers(...given: readonly string[]) {
	const questions: string[] = [];
	const left = [...given];
	return {
		questions,
		ask: async (question: string, usual: string) => {
			questions.push(`${question} ${usual}`);
			return left.shift() || usual;
		},
	};
}

test("each question shows what was found, and the empty answer takes it", async () => {
	jest.spyOn(process.stderr, "write").mockReturnValue(true);
	const { questions, ask } = answers();
	const proposal = await asked(survey, {}, { ask });
	expect(questions).toEqual([
		"Which service? ./cmd/a",
		"Which port does it listen on? 8081",
		"Which URL answers once it is ready? http://127.0.0.1:8081/healthz",
		"Which request, or command, drives it? GET http://127.0.0.1:8081/items",
	]);
	expect(proposal).toMatchObject({
		port: 8081,
		portFrom: { kind: "found" },
		readyFrom: { kind: "found" },
		load: { from: { kind: "found" } },
	});
});

test("an answer changes the questions after it, and what a flag says is not asked", async () => {
	jest.spyOn(process.stderr, "write").mockReturnValue(true);
	const { questions, ask } = answers("./cmd/b", "9000");
	const proposal = await asked(survey, { load: "GET /x" }, { ask });
	expect(questions.at(-1)).toBe(
		"Which URL answers once it is ready? http://127.0.0.1:9000/healthz",
	);
	expect(questions).toHaveLength(3);
	expect(proposal).toMatchObject({
		port: 9000,
		service: { main: { folder: "cmd/b" } },
		load: { value: "GET http://127.0.0.1:9000/x" },
	});
});

test("where no route and no port was found, the answers still make a proposal", async () => {
	const bare = surveyOf(
		repositoryOf({
			"main.go":
				'package main\nimport "net/http"\nfunc main() { http.HandleFunc("/healthz/", nil) }\n',
			Dockerfile: "EXPOSE 9000\n",
			"cmd/x/main.go": "package main\nfunc main() {}\n",
		}),
	);
	const { questions, ask } = answers();
	const quiet = { service: "cmd/x" };
	const proposal = await asked(bare, quiet, { ask });
	expect(questions).toEqual([
		"Which port does it listen on? 8080",
		"Which URL answers once it is ready? tcp://127.0.0.1:8080",
		"Which request, or command, drives it? GET /",
	]);
	expect(proposal.load).toMatchObject({
		value: "GET http://127.0.0.1:8080/",
		from: { kind: "given" },
	});
});

test("the terminal shows the default and takes an empty line for it", async () => {
	const input = new PassThrough();
	const output = new PassThrough();
	const asker = terminalAsker(new AbortController().signal, { input, output });
	const first = asker.ask("Which port?", "8080");
	input.write("\n");
	expect(await first).toBe("8080");
	expect(String(output.read())).toBe("Which port? [8080] ");
	const second = asker.ask("Which port?", "8080");
	input.write(" 9000 \n");
	expect(await second).toBe("9000");
	const hostile = asker.ask("Which?", "a\u001b[2J\u202eb");
	input.write("\n");
	expect(await hostile).toBe("a\u001b[2J\u202eb");
	expect(String(output.read())).toContain("Which? [a?[2J?b] ");
	const third = asker.ask("Which port?", "8080");
	input.end();
	await expect(third).rejects.toThrow("nothing was written");
});

test.each(["0", "70000", "http", "80 80"])("--port %s is none", (port) => {
	expect(() => initOptions({ port })).toThrow(/give a port/);
});

test("what is said of one service cannot be meant for several", () => {
	expect(initOptions({ service: ["./a", "./b"] }).services).toHaveLength(2);
	expect(() => initOptions({ service: ["./a", "./b"], port: "80" })).toThrow(
		/one --service/,
	);
});
