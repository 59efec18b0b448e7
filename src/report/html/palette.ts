/**
 * Blue and orange, which every common kind of colour blindness tells apart; no
 * colour carries a meaning that a word or a sign does not carry too. Text has a
 * contrast of at least 4.5:1 on `page`, `raised` and its tint: a test measures it.
 */
export interface Colours {
	readonly page: string;
	/** Cards, code and the parts that stand above the page. */
	readonly raised: string;
	readonly line: string;
	readonly ink: string;
	readonly muted: string;
	readonly blue: string;
	readonly "blue-tint": string;
	readonly orange: string;
	readonly "orange-tint": string;
	readonly violet: string;
	readonly "violet-tint": string;
	/** Behind the parts of the timeline. */
	readonly load: string;
	readonly before: string;
}

export const LIGHT: Colours = {
	page: "#ffffff",
	raised: "#f6f7f9",
	line: "#dbdfe5",
	ink: "#14181d",
	muted: "#566070",
	blue: "#0b5cad",
	"blue-tint": "#e9f2fc",
	orange: "#ad4205",
	"orange-tint": "#fdf0e6",
	violet: "#6444ad",
	"violet-tint": "#f2eefb",
	load: "#eceff3",
	before: "#f6f7f9",
};

export const DARK: Colours = {
	page: "#13161a",
	raised: "#1b1f25",
	line: "#333a44",
	ink: "#e8ebef",
	muted: "#a3adba",
	blue: "#74b6ff",
	"blue-tint": "#162638",
	orange: "#ffa05c",
	"orange-tint": "#2f2117",
	violet: "#bfa9f7",
	"violet-tint": "#251f38",
	load: "#232931",
	before: "#1a1e24",
};
