import { Stop } from "../../model/problem.ts";
import { howItEnded } from "../process/how-it-ended.ts";
import type { Exit } from "../process/shell.ts";

export function buildFailed(
	command: string,
	exit: Exit,
	tail: readonly string[],
): Stop {
	return new Stop({
		code: "build-failed",
		message: `The build failed: it ${howItEnded(exit)}.`,
		where: command,
		remedy: buildRemedy(exit, tail),
		tail,
	});
}

function buildRemedy({ code }: Exit, tail: readonly string[]): string {
	if (code === 127)
		return "The shell did not find a command of service.build: install it before this step, or correct service.build.";
	if (tail.some((line) => /: pattern .*: no matching files found/.test(line)))
		return "What //go:embed names is made by another build, often by npm: put that before go build in service.build.";
	return "Mend what its last lines say; service.build runs in service.cwd.";
}

export function setupFailed(
	command: string,
	exit: Exit | undefined,
	tail: readonly string[],
): Stop {
	return new Stop({
		code: "setup-failed",
		message: `setup failed: ${exit === undefined ? "it was stopped" : `it ${howItEnded(exit)}`}.`,
		where: command,
		remedy:
			"Mend what its last lines say; setup runs before the build, in the folder of the budget file (for .github: the one above it).",
		tail,
	});
}
