import type { LoadTool } from "./load-scripts.ts";
import type { Proposal } from "./proposal.ts";
import { workflowValue } from "./quoting.ts";

/** The workflow that runs the budget file: on pull requests and on pushes to `branch`, with no more rights than it needs. */
export function workflowText(proposal: Proposal, branch: string): string {
	const { module } = proposal.service.main;
	const modFile = module === "" ? "go.mod" : `${module}/go.mod`;
	return `${[
		"# Holds the service to .github/leak-budget.yml. Written by leak-budget init; it is yours to change.",
		"name: leak budget",
		"",
		"on:",
		"  # The gate, and one comment that each push brings up to date.",
		"  pull_request:",
		"  # What was merged.",
		"  push:",
		"    branches:",
		`      - ${workflowValue(branch)}`,
		"",
		"# Nothing, but what a job asks for.",
		"permissions: {}",
		"",
		"# A newer push to a pull request ends the run of the older one; runs of pushes are all kept.",
		"concurrency:",
		`  group: \${{ github.workflow }}-\${{ github.event.pull_request.number || github.sha }}`,
		"  cancel-in-progress: true",
		"",
		"jobs:",
		"  leak-budget:",
		"    runs-on: ubuntu-latest",
		"    # A leak costs up to five rounds of load; more than this is a service that hangs.",
		"    timeout-minutes: 20",
		"    permissions:",
		"      # To check the code out.",
		"      contents: read",
		"      # For the comment. On a fork's pull request the token stays read-only: summary and log have it all.",
		"      pull-requests: write",
		"    steps:",
		`      - uses: ${CHECKOUT}`,
		"        with:",
		"          # The commit and its parents: what the pull request changed.",
		"          fetch-depth: 2",
		"          # The code under test gets no token.",
		"          persist-credentials: false",
		`      - uses: ${SETUP_GO}`,
		"        with:",
		"          # The Go that go.mod asks for.",
		`          go-version-file: ${workflowValue(modFile)}`,
		...(module === ""
			? []
			: [
					`          cache-dependency-path: ${workflowValue(`${module}/go.sum`)}`,
				]),
		...toolSteps(proposal.load.tool),
		"      # Its exit is the gate. Pin it to the sha of a release as well.",
		"      - uses: owner/go-leak-budget@v1",
	].join("\n")}\n`;
}

/** Pinned by sha: a tag may be moved to other code. */
const CHECKOUT =
	"actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1";
const SETUP_GO =
	"actions/setup-go@924ae3a1cded613372ab5595356fb5720e22ba16 # v6.5.0";
const SETUP_K6 =
	"grafana/setup-k6-action@db07bd9765aac508ef18982e52ab937fe633a065 # v1.2.1";

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
