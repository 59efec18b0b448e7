/** An element around others, which are markup, each on a line of its own. */
export function xmlElement(
	name: string,
	attributes: Attributes,
	children: readonly string[] = [],
): string {
	const open = name + attributesText(attributes);
	return children.length === 0
		? `<${open}/>`
		: `<${open}>\n${children.join("\n")}\n</${name}>`;
}

/** An element around foreign text. */
export function xmlTextElement(
	name: string,
	attributes: Attributes,
	text: string,
): string {
	return `<${name}${attributesText(attributes)}>${escaped(text)}</${name}>`;
}

type Attributes = Readonly<Record<string, string | number>>;

function attributesText(attributes: Attributes): string {
	return Object.entries(attributes)
		.map(([key, value]) => ` ${key}="${escaped(String(value))}"`)
		.join("");
}

/** What XML 1.0 has no character for (production Char) becomes U+FFFD. */
function escaped(text: string): string {
	return text
		.replace(NO_CHARACTER, "\ufffd")
		.replace(/[&<>"\t\r]/gu, (one) => `&#${one.codePointAt(0)};`);
}

const NO_CHARACTER =
	// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what XML refuses
	/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\p{Cs}]/gu;
