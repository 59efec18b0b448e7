import { ESCAPE_SEQUENCES } from "../../model/escape-sequences.ts";

/** Control characters, and the marks that reorder text on screen (Trojan Source). */
const unprintable =
	// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
	/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** One line of foreign output without escape sequences and control characters; tabs become two spaces. */
export function plainText(line: string): string {
	return line
		.replace(ESCAPE_SEQUENCES, "")
		.replaceAll("\t", "  ")
		.replace(unprintable, "");
}
