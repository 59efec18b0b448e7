import { plainLine } from "../report/plain.ts";

/**
 * An error that nobody expected is a bug of ours. It shows its stack and ends
 * in exit code 2: Node's own 1 would say that the service is over budget.
 */
export function exitOnBug(): void {
	process.on("uncaughtException", (error: unknown) => {
		const stack =
			error instanceof Error ? (error.stack ?? error.message) : String(error);
		// It may quote the service.
		const lines = stack.split("\n").map((line) => plainLine(line, 500));
		process.stderr.write(
			`This is a bug of Go Leak Budget: ${lines.join("\n")}\n`,
		);
		process.exit(2);
	});
}
