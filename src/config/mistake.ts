import type { Problem } from "../model/problem.ts";
import type { Path, Place } from "./node.ts";

/** One error of a budget file, before anybody decided how to show where it is. */
export interface Mistake {
	readonly code: string;
	/** The key it is about; empty for the file as a whole. */
	readonly path: Path;
	readonly place: Place;
	/** What is wrong and what to write, without the key. */
	readonly message: string;
	/** Labels of keys of which one is missing; a key that was to be one of them explains it already. */
	readonly missing?: readonly string[];
	/** The right spelling of the last key of `path`. */
	readonly suggestion?: string;
}

/** More would bury what matters. */
const MOST_SHOWN = 50;

/** In the order of the file, without what another mistake explains. */
export function inOrder(mistakes: readonly Mistake[]): readonly Mistake[] {
	const own = mistakes.filter((one) => !explainedByAnother(one, mistakes));
	const sorted = own.toSorted(
		({ place: a }, { place: b }) => a.line - b.line || a.column - b.column,
	);
	const last = sorted[MOST_SHOWN - 1];
	if (sorted.length <= MOST_SHOWN || !last) return sorted;
	const more = sorted.length - MOST_SHOWN;
	return [
		...sorted.slice(0, MOST_SHOWN),
		{
			code: "config-more",
			path: [],
			place: last.place,
			message: `${more} more errors are not shown.`,
		},
	];
}

/** `where` is file:line:column, and the message starts with the key. */
export function toProblem(
	{ code, path, place, message }: Mistake,
	file: string,
): Problem {
	const subject = path.length === 0 ? "" : `${label(path)}: `;
	return {
		code,
		message: subject + message,
		where: `${file}:${place.line}:${place.column}`,
	};
}

/** `budgets.goroutines`, `load[0].http`. */
export function label(path: Path): string {
	return path
		.map((step, index) => {
			if (typeof step === "number") return `[${step}]`;
			const shown = /^[\w-]{1,60}$/.test(step) ? step : quote(step);
			return index === 0 ? shown : `.${shown}`;
		})
		.join("");
}

/** User text for a message: short, and without characters that move the cursor or turn the text round. */
export function quote(text: string): string {
	const short = text.length > 80 ? `${text.slice(0, 77)}…` : text;
	return escapeInvisible(JSON.stringify(short));
}

export function escapeInvisible(text: string): string {
	return text.replace(
		/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu,
		(character) =>
			`\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
	);
}

function explainedByAnother(
	{ missing }: Mistake,
	all: readonly Mistake[],
): boolean {
	if (!missing) return false;
	return all.some(({ path, suggestion }) => {
		if (suggestion === undefined) return false;
		return missing.includes(label([...path.slice(0, -1), suggestion]));
	});
}
