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
	/** Bars of the icicle: how much of it is gone or new, in three steps each way. */
	readonly "shrank-3": string;
	readonly "shrank-2": string;
	readonly "shrank-1": string;
	readonly same: string;
	readonly "grew-1": string;
	readonly "grew-2": string;
	readonly "grew-3": string;
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
	"shrank-3": "#8fbdf0",
	"shrank-2": "#b9d6f6",
	"shrank-1": "#deebfa",
	same: "#e9ecf0",
	"grew-1": "#fbe5d3",
	"grew-2": "#f7c9a3",
	"grew-3": "#f0a467",
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
	"shrank-3": "#1d5590",
	"shrank-2": "#1d4166",
	"shrank-1": "#1d3046",
	same: "#2a3038",
	"grew-1": "#40291a",
	"grew-2": "#62381a",
	"grew-3": "#8a4513",
};
