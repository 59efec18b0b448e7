/** An element on lines of its own; attributes that are undefined are left out. `content` is markup. */
export function xmlElement(
	name: string,
	attributes: Readonly<Record<string, string | number | undefined>>,
	content: readonly string[] = [],
): string {
	const given = Object.entries(attributes)
		.filter(([, value]) => value !== undefined)
		.map(([key, value]) => ` ${key}="${xmlText(String(value))}"`);
	const open = `<${name}${given.join("")}`;
	return content.length === 0
		? `${open}/>`
		: `${open}>${content.join("\n")}</${name}>`;
}

/** Foreign text between tags or in an attribute. What XML 1.0 has no character for (production Char) becomes U+FFFD. */
export function xmlText(text: string): string {
	return text
		.replace(NO_CHARACTER, "\ufffd")
		.replace(/[&<>"\t\n\r]/gu, (character) =>
			character === "\n" ? character : `&#${character.codePointAt(0)};`,
		);
}

const NO_CHARACTER =
	// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what XML refuses
	/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\p{Cs}]/gu;
