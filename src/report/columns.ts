/** Lines up the cells of each column, two spaces apart; nothing trails. */
export function columns(
	table: readonly (readonly string[])[],
): readonly string[] {
	const widths: number[] = [];
	for (const row of table)
		for (const [index, cell] of row.entries())
			widths[index] = Math.max(widths[index] ?? 0, width(cell));
	return table.map((row) =>
		row
			.map((cell, index) => cell + gap((widths[index] ?? 0) - width(cell)))
			.join("  ")
			.trimEnd(),
	);
}

function width(text: string): number {
	return [...text].length;
}

function gap(length: number): string {
	return " ".repeat(Math.max(0, length));
}
