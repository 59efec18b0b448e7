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
		remedy:
			exit.code === 127
				? "The shell did not find a command of service.build: install it before this step, or correct service.build."
				: "Mend what its last lines say; service.build runs in service.cwd.",
		tail,
	});
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
