import { constants } from "node:os";
import { Stop } from "../../model/problem.ts";
import { howItEnded } from "../process/how-it-ended.ts";
import type { Exit } from "../process/shell.ts";

export interface Ended extends Exit {
	readonly name: string;
	readonly tail: readonly string[];
	/** Goes on after "shop exited with code 2", e.g. "before it was ready". */
	readonly when?: string;
}

/** Why a service that should run does not: `port-taken` where its own words say so, else `service-exited`. */
export function serviceExited(ended: Ended): Stop {
	const inUse = ended.tail.find((line) => /address already in use/i.test(line));
	const message = `${ended.name} ${howItEnded(ended)}${ended.when === undefined ? "" : ` ${ended.when}`}`;
	if (inUse !== undefined) {
		return new Stop({
			code: "port-taken",
			message: `${message}: its address is already in use.`,
			where: "service.run",
			remedy:
				"Stop what listens there, or change the port in service.run and service.ready.",
			tail: ended.tail,
		});
	}
	return new Stop({
		code: "service-exited",
		message: `${message}.`,
		where: "service.run",
		remedy: remedy(ended),
		tail: ended.tail,
	});
}

function remedy({ code, signal, tail }: Ended): string {
	if (signal === "SIGKILL" || code === 128 + constants.signals.SIGKILL) {
		return "Nobody here sent SIGKILL: was it out of memory?";
	}
	// A program may exit with 127 of its own.
	if (code === 127 && tail.every(isOfShell)) {
		return "The shell did not find the command: correct service.run, and see that service.build writes where it looks; both start from service.cwd.";
	}
	if (code === 126) {
		return "The shell may not run that file: is it executable, and built for this machine?";
	}
	if (code === 0) {
		return "A service must stay in the foreground until it is asked to stop: take & or a daemon flag out of service.run.";
	}
	return tail.length === 0
		? "It printed nothing. Run service.run by hand to see why."
		: "Its last lines say why.";
}

function isOfShell(line: string): boolean {
	return /not found|no such file/i.test(line);
}
