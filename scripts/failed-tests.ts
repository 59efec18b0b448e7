import { relative } from "node:path";
import { stripVTControlCharacters } from "node:util";

/** What we read of the report of `jest --json`. */
export interface JestReport {
	readonly numPassedTests: number;
	readonly numFailedTests: number;
	readonly numTotalTests: number;
	readonly numRuntimeErrorTestSuites: number;
	readonly testResults: readonly {
		readonly name: string;
		readonly status: string;
		/** Of the whole file; of a file that did not even run, why. */
		readonly message: string;
		readonly assertionResults: readonly {
			readonly fullName: string;
			readonly status: string;
			readonly failureMessages: readonly string[];
		}[];
	}[];
}

/** A log is cut from its beginning, and a test may print pages. */
const MOST_LINES = 15;
const MOST_CHARACTERS = 200;

/** Of each test that failed, and each file that did not run: where, its name, and how its message begins. */
export function failedTests({ testResults }: JestReport): readonly string[] {
	return testResults.flatMap(({ name, status, message, assertionResults }) => {
		const file = relative(process.cwd(), name);
		const failed = assertionResults.filter((one) => one.status === "failed");
		if (failed.length === 0 && status === "failed")
			return `${file}\n${beginning(message)}`;
		return failed.map(
			({ fullName, failureMessages }) =>
				`${file}: ${fullName}\n${beginning(failureMessages.join("\n"))}`,
		);
	});
}

/** Without colours, blank lines, and what the stack says of others' code. */
function beginning(message: string): string {
	return stripVTControlCharacters(message)
		.split("\n")
		.filter((line) => line.trim() !== "" && !/^\s+at .*node_modules/.test(line))
		.slice(0, MOST_LINES)
		.map((line) => `    ${line.slice(0, MOST_CHARACTERS)}`)
		.join("\n");
}
