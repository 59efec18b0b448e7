import { Stop } from "../model/problem.ts";

/** Which bytes an offset counts in: those given, or those that came out of gzip. */
export type Layer = "compressed" | "profile";

/** A profile that is damaged, cut short or of another format. `offset` is in bytes from 0. */
export function unreadable(
	what: string,
	offset: number,
	layer: Layer = "profile",
): Stop {
	const bytes = layer === "compressed" ? "compressed byte" : "byte";
	return new Stop({
		code: "profile-unreadable",
		message: `The profile cannot be read: ${what} at ${bytes} ${offset}.`,
		remedy:
			"Give what /debug/pprof writes (debug=0, 1 or 2) or a dump by SIGQUIT, whole; if it was cut, capture it again.",
	});
}

/** A text profile with a line that makes no sense; lines count from 1. */
export function unreadableLine(what: string, line: number): Stop {
	return new Stop({
		code: "profile-unreadable",
		message: `The profile cannot be read: ${what} in line ${line}.`,
		remedy: "Capture it again, with debug=0 if you can.",
	});
}

/** A profile that would need more memory than allowed: most likely not one that Go wrote. */
export function tooLarge(maxBytes: number): Stop {
	return new Stop({
		code: "profile-too-large",
		message: `The profile is larger than ${maxBytes} bytes when uncompressed.`,
		remedy: "Is it a profile that Go wrote? A real one is far smaller.",
	});
}
