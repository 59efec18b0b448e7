import type { BudgetFile } from "./budget-text.ts";
import type { LoadTool } from "./load-scripts.ts";
import { workflowValue } from "./quoting.ts";
import type { WorkflowOptions } from "./workflow-text.ts";

/** The steps of the job that measures: each on two columns more than `steps:`. */
export function stepLines(
	services: readonly [BudgetFile, ...BudgetFile[]],
	{ action, onlyNew }: WorkflowOptions,
): readonly string[] {
	const isMatrix = services.length > 1;
	const { module } = services[0].proposal.service.main;
	const inModule = (file: string) =>
		isMatrix
			? `\${{ matrix.module }}/${file}`
			: workflowValue(module === "" ? file : `${module}/${file}`);
	const tools = new Set(services.map(({ proposal }) => proposal.load.tool));
	const inputs = [
		...(isMatrix
			? [
					`          config: \${{ matrix.config }}`,
					"          # The comment and the evidence of each go by its name.",
					`          comment-key: \${{ matrix.service }}`,
				]
			: []),
		...(onlyNew
			? [
					"          # What the pull request starts from is measured first: only what is new or worse fails.",
					"          base: build",
				]
			: []),
	];
	return [
		`      - uses: ${CHECKOUT}`,
		"        with:",
		...(onlyNew
			? [
					"          # All of history: a push of several commits starts from one further back.",
					"          fetch-depth: 0",
				]
			: [
					"          # The commit and its parents: what the pull request changed.",
					"          fetch-depth: 2",
				]),
		"          # The code under test gets no token.",
		"          persist-credentials: false",
		`      - uses: ${SETUP_GO}`,
		"        with:",
		"          # The Go that go.mod asks for.",
		`          go-version-file: ${inModule("go.mod")}`,
		...(isMatrix || module !== ""
			? [`          cache-dependency-path: ${inModule("go.sum")}`]
			: []),
		...[...tools].flatMap(toolSteps),
		`      # Its exit is the gate.${isPinned(action) ? "" : " Pin it to the sha of a release as well."}`,
		`      - uses: ${action}`,
		...(inputs.length > 0 ? ["        with:", ...inputs] : []),
	];
}

/** Pinned by sha: a tag may be moved to other code. */
const CHECKOUT =
	"actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1";
const SETUP_GO =
	"actions/setup-go@b7ad1dad31e06c5925ef5d2fc7ad053ef454303e # v7.0.0";
const SETUP_K6 =
	"grafana/setup-k6-action@db07bd9765aac508ef18982e52ab937fe633a065 # v1.2.1";

function isPinned(action: string): boolean {
	return /@[0-9a-f]{40}\b/.test(action);
}

function toolSteps(tool: LoadTool | undefined): readonly string[] {
	switch (tool) {
		case undefined:
			return [];
		case "k6":
			return ["      # The load.", `      - uses: ${SETUP_K6}`];
		case "vegeta":
			return install("go install github.com/tsenart/vegeta/v12@v12.12.0");
		case "hey":
			return install("go install github.com/rakyll/hey@v0.1.4");
		case "autocannon":
			return install("npm install --global autocannon@9.0.0");
		default:
			return tool satisfies never;
	}
}

function install(command: string): readonly string[] {
	return ["      # The load.", `      - run: ${command}`];
}
