import { plain } from "./plain.ts";

/** A piece of a sentence: words, or code that stood between backticks. */
export interface Span {
	readonly text: string;
	readonly isCode: boolean;
}

/** A sentence of the catalogue in pieces; one with a lone backtick is all words. */
export function spans(sentence: string): readonly Span[] {
	const parts = sentence.split("`");
	if (parts.length % 2 === 0) return [{ text: sentence, isCode: false }];
	return parts
		.map((text, index) => ({ text, isCode: index % 2 === 1 }))
		.filter(({ text }) => text !== "");
}

/** The same for where code is not set apart. */
export function spanText(sentence: string): string {
	const words = spans(plain(sentence, 600)).map(({ text }) => text);
	return words.join("");
}
