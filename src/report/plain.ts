import { ESCAPE_SEQUENCES } from "../model/escape-sequences.ts";

/**
 * Text that came from a service, a profile or a pull request, on one line and
 * without anything that a terminal or a reader would obey: escape sequences,
 * control characters, and the invisible characters that reorder or hide text
 * (Unicode Cc, Cf, Zl, Zp, lone surrogates, letters that show nothing). Longer
 * than `max` characters: cut.
 */
export function plain(text: string, max = 300): string {
	const shown = text
		.slice(0, 8 * max + 1000)
		.replace(ESCAPE_SEQUENCES, "")
		.replace(/(?!\s)[\p{Cc}\p{Cf}\p{Cs}\p{DI}]/gu, "")
		.replace(/[\s\u2800]+/gu, " ")
		.trim();
	return cut(shown, max);
}

/** As `plain`, for a line of source or of a log: its inner and leading spaces are kept, a tab is four. */
export function plainLine(text: string, max = 160): string {
	const shown = text
		.slice(0, 8 * max + 1000)
		.replace(ESCAPE_SEQUENCES, "")
		.replaceAll("\t", "    ")
		.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{DI}\p{Zl}\p{Zp}]/gu, "")
		.trimEnd();
	return cut(shown, max);
}

/** For a name whose end says as much as its beginning. */
export function plainName(text: string, max = 100): string {
	const shown = [...plain(text, 20_000)];
	if (shown.length <= max) return shown.join("");
	const half = Math.floor((max - 1) / 2);
	return `${shown.slice(0, half).join("")}…${shown.slice(-half).join("")}`;
}

/** At most `max` characters, the last of them `…` where some are missing. */
export function cut(text: string, max: number): string {
	const characters = [...text];
	return characters.length <= max
		? text
		: `${characters.slice(0, max - 1).join("")}…`;
}
