import { Stop } from "../model/problem.ts";

/** What was typed cannot be meant. */
export function usage(message: string): Stop {
	return new Stop({
		code: "usage",
		message,
		remedy: "leak-budget --help shows all there is.",
	});
}
