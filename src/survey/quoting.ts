import { stringify } from "yaml";

/** One word of a shell, whatever it holds. */
export function shellWord(text: string): string {
	// A word that begins with a dash would be an option.
	const safe = text.startsWith("-") ? `./${text}` : text;
	return /^[\w./:=@%+,-]+$/.test(safe)
		? safe
		: `'${safe.replaceAll("'", "'\\''")}'`;
}

/** A YAML value on one line, in quotes where it needs them. */
export function yamlValue(text: string): string {
	const plain = stringify(text, { lineWidth: 0 }).trimEnd();
	const isPlain = plain === text && !/[^ -~]|\s#|^-/.test(text);
	return isPlain ? text : jsonText(text);
}

/** A text of JSON, which YAML reads too; what is not seen, or reorders what is, is escaped. */
export function jsonText(text: string): string {
	return JSON.stringify(text).replaceAll(
		/[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}\ufeff]/gu,
		(character) =>
			[...Array(character.length).keys()]
				.map(
					(at) =>
						`\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`,
				)
				.join(""),
	);
}

/** A name within a comment or a sentence: it ends no line. */
export function named(text: string): string {
	return /^[\w./@:+-]+$/.test(text) ? text : jsonText(text);
}

/** A YAML value of a workflow: GitHub reads no expression in it. */
export function workflowValue(text: string): string {
	return yamlValue(
		text.replaceAll(EXPRESSION, `${EXPRESSION} '${EXPRESSION}' }}`),
	);
}

const EXPRESSION = "$" + "{{";
