const SIMPLE: Readonly<Record<string, string>> = {
	a: "\x07",
	b: "\b",
	f: "\f",
	n: "\n",
	r: "\r",
	t: "\t",
	v: "\v",
	"\\": "\\",
	'"': '"',
	"'": "'",
};
const DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/**
 * Reads the text in double quotes that begins at `text[at]`, as Go's %q and the
 * runtime's printquoted write it: the value, and where it ends. Undefined where
 * there is none. `\xNN` stands for a byte: several may make one character.
 */
export function goQuoted(
	text: string,
	at: number,
): { readonly value: string; readonly end: number } | undefined {
	if (text[at] !== '"') return undefined;
	const parts: string[] = [];
	let bytes: number[] = [];
	const flush = () => {
		if (bytes.length === 0) return;
		parts.push(new TextDecoder().decode(Uint8Array.from(bytes)));
		bytes = [];
	};
	for (let from = at + 1; ; ) {
		let to = from;
		while (to < text.length && text[to] !== '"' && text[to] !== "\\") to++;
		if (to === text.length) return undefined;
		if (to > from) {
			flush();
			parts.push(text.slice(from, to));
		}
		if (text[to] === '"') {
			flush();
			return { value: parts.join(""), end: to + 1 };
		}
		const letter = text[to + 1] ?? "";
		const width = DIGITS[letter];
		if (width === undefined) {
			const plain = SIMPLE[letter];
			if (plain === undefined) return undefined;
			flush();
			parts.push(plain);
			from = to + 2;
			continue;
		}
		const digits = text.slice(to + 2, to + 2 + width);
		const code = Number.parseInt(digits, 16);
		if (!/^[0-9a-fA-F]+$/.test(digits) || digits.length < width)
			return undefined;
		if (letter === "x") bytes.push(code);
		else {
			if (code > 0x10ffff) return undefined;
			flush();
			parts.push(String.fromCodePoint(code));
		}
		from = to + 2 + width;
	}
}
