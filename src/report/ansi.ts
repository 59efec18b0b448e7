/** Colours for a terminal, or the same functions doing nothing. Codes: ECMA-48 SGR. */
export function palette(color: boolean) {
	const paint = (code: number) => (text: string) =>
		color && text !== "" ? `\u001b[${code}m${text}\u001b[0m` : text;
	return {
		bold: paint(1),
		dim: paint(2),
		red: paint(31),
		green: paint(32),
		yellow: paint(33),
	};
}

export type Palette = ReturnType<typeof palette>;
