/**
 * Reads a report as GitHub does, as far as its blocks go: which lines stand in a
 * fence, and how `<details>` nest outside of fences.
 */
export function structure(markdown: string): {
	readonly openFence: boolean;
	readonly openDetails: number;
	readonly outside: readonly string[];
} {
	let fence: string | undefined;
	let details = 0;
	const outside: string[] = [];
	for (const line of markdown.split("\n")) {
		const marks = /^(`{3,})([^`]*)$/u.exec(line);
		if (fence === undefined && marks) fence = marks[1] ?? "";
		else if (fence !== undefined) {
			if (marks?.[2] === "" && line.length >= fence.length) fence = undefined;
		} else {
			outside.push(line);
			details += line.startsWith("<details>") ? 1 : 0;
			details -= line === "</details>" ? 1 : 0;
			if (details < 0) throw new Error("</details> without its <details>");
		}
	}
	return { openFence: fence !== undefined, openDetails: details, outside };
}

/** What is left of one line outside of fences when its code is taken out: what Markdown and HTML will read. */
export function withoutCode(line: string): string {
	return line
		.replace(/(?<!`)(`+)(?!`)(?:.*?[^`])??\1(?!`)/gu, "•")
		.replace(/<code>[^<>`|@\\*_]*<\/code>/gu, "•");
}
