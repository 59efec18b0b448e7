/** Which limit a text of the budget file is: `+5`, `+10%` and `auto` limit growth, `64MiB` is a ceiling. */
export function limitKind(text: string): "growth" | "ceiling" {
	return text.startsWith("+") || text === "auto" ? "growth" : "ceiling";
}
