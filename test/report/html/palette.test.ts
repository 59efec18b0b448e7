import { describe, expect, test } from "@jest/globals";
import { type Colours, DARK, LIGHT } from "../../../src/report/html/palette.ts";

const TEXT = ["ink", "muted", "blue", "orange", "violet"] as const;

const BARS = [
	...(["shrank-3", "shrank-2", "shrank-1", "same"] as const),
	...(["grew-1", "grew-2", "grew-3"] as const),
];

describe.each([
	["light", LIGHT],
	["dark", DARK],
])("%s", (_, colours) => {
	test.each(TEXT)("%s can be read wherever it stands", (text) => {
		const behind: (keyof Colours)[] = ["page", "raised", "load", "before"];
		if (text === "ink") behind.push(...BARS);
		if (text === "ink") behind.push("orange-tint", "blue-tint", "violet-tint");
		else if (text !== "muted") behind.push(`${text}-tint`);
		for (const ground of behind)
			expect(contrast(colours[text], colours[ground])).toBeGreaterThan(4.5);
	});
});

/** WCAG 2.2, "contrast ratio" and "relative luminance". */
function contrast(one: string, other: string): number {
	const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort(
		(a, b) => b - a,
	);
	return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
	const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
		const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
		return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
