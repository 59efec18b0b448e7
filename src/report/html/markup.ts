/**
 * HTML that is safe to put into a page. Only this file makes it, so that text
 * from a service, a profile or a pull request can reach the page in one way: escaped.
 */
export class Html {
	readonly markup: string;
	readonly #made = true;

	private constructor(markup: string) {
		this.markup = markup;
	}

	/** For constants of ours, such as the style sheet. Never for text that came from outside. */
	static trusted(markup: string): Html {
		return new Html(markup);
	}

	static is(value: unknown): value is Html {
		return typeof value === "object" && value !== null && #made in value;
	}
}

/** What a template may hold; null is nothing. */
export type Fragment = Html | string | number | null | readonly Fragment[];

/**
 * A template whose values are escaped for text and for attributes in double
 * quotes. Text from outside may stand nowhere else: not in a tag's or an
 * attribute's name, nor in a style, nor in an attribute that holds an address.
 */
export function html(
	parts: TemplateStringsArray,
	...values: readonly Fragment[]
): Html {
	const markup = parts.map(
		(part, index) =>
			part + (index < values.length ? render(values[index]) : ""),
	);
	return Html.trusted(markup.join(""));
}

function render(value: Fragment | undefined): string {
	if (value === null || value === undefined) return "";
	if (Html.is(value)) return value.markup;
	if (Array.isArray(value)) return value.map(render).join("\n");
	return escapeHtml(String(value));
}

/**
 * Besides the characters that mean something in HTML: control characters, those
 * that reorder or hide text (Unicode Cc, Cf, Zl, Zp), and lone surrogates.
 */
function escapeHtml(text: string): string {
	return text
		.replace(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, "")
		.replace(/[&<>"'`]/gu, (mark) => `&#${mark.charCodeAt(0)};`);
}
