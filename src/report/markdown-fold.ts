/** A folded part. `summary` is HTML; the blank lines let Markdown be read inside. */
export function fold(summary: string, blocks: readonly string[]): string {
	return [
		`<details><summary>${summary}</summary>`,
		...blocks,
		"</details>",
	].join("\n\n");
}
