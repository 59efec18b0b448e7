import * as z from "zod/mini";
import {
	parseCount,
	parseDuration,
	parsePercent,
	parseSize,
} from "../model/quantity.ts";
import { textKeywords } from "./documented.ts";
import { quote } from "./mistake.ts";
import {
	countAdvice,
	durationAdvice,
	percentAdvice,
	sizeAdvice,
} from "./unit-advice.ts";

/** A value, or what is wrong with the text and what to write instead. */
export type Reading<Value> =
	| { readonly value: Value }
	| { readonly code?: string; readonly message: string };

export const NOT_SUPPORTED = "config-not-supported";

/** Text of the file → a value. Every scalar of the tree is text. */
export function scalar<Value>(
	expected: string,
	read: (text: string) => Reading<Value>,
	keywords: Readonly<Record<string, unknown>> = {},
) {
	const string = z.string({ error: expected });
	textKeywords.add(string, keywords);
	return z.pipe(
		string,
		z.transform((text: string, context): Value => {
			const reading = read(text);
			if ("value" in reading) return reading.value;
			const { code = "config-value", message } = reading;
			context.issues.push({
				code: "custom",
				message,
				input: text,
				params: { code },
			});
			return z.NEVER;
		}),
	);
}

export function wrong(
	text: string,
	what: string,
	advice: string,
): { readonly message: string } {
	return { message: `${quote(text)} ${what}. ${advice}` };
}

/** A shell command, or any text that must not be empty. */
export function nonEmpty(what: string) {
	return scalar(`must be ${what}.`, (text) =>
		text.trim() === ""
			? { message: `is empty. Write ${what}, or leave the key out.` }
			: { value: text },
	);
}

/** A name that keys a comment and heads reports, or another text of one line. */
export function lineOfText(
	most: number,
	advice = "Write a name, or leave the key out.",
) {
	return scalar(
		"must be text.",
		(text) => {
			if (text.trim() === "") return { message: `is empty. ${advice}` };
			if (/[\p{Cc}\p{Bidi_C}]/u.test(text))
				return wrong(
					text,
					"has a line break or control character in it",
					"Write one line.",
				);
			return text.length > most
				? wrong(text, `is longer than ${most} characters`, "Shorten it.")
				: { value: text };
		},
		{ type: ["string", "number"] },
	);
}

export function wholeNumber(least: number, most: number) {
	return scalar("must be a whole number.", (text) => {
		const value = parseCount(text);
		if (value === undefined)
			return wrong(
				text,
				"is not a whole number",
				countAdvice(text, String(least)),
			);
		return between(text, value, least, most, String);
	});
}

/** Milliseconds, of more than none and at most a day. */
export function duration() {
	return scalar(
		"must be a duration such as 30s.",
		(text) => {
			const value = parseDuration(text);
			if (value === undefined)
				return wrong(text, "is not a duration", durationAdvice(text));
			return between(text, value, 1, 86_400_000, (ms) =>
				ms === 1 ? "1ms" : "24h",
			);
		},
		{ pattern: "^(?:\\d+(?:\\.\\d+)? ?(?:ms|s|m|h))+$" },
	);
}

/** Bytes, or the word for those that follow from the rest of the file. */
export function sizeOrAuto(
	least: number,
	most: number,
	shown: (bytes: number) => string,
) {
	return scalar(
		"must be a size such as 32KiB, or auto.",
		(text): Reading<number | "auto"> => {
			if (text === "auto") return { value: text };
			const value = parseSize(text);
			if (value === undefined)
				return wrong(text, "is not a size", sizeAdvice(text));
			return between(text, value, least, most, shown);
		},
		{ pattern: "^(?:auto|\\d+(?:\\.\\d+)? ?(?:[kKMG]i?B|B))$" },
	);
}

/** A fraction from 0 to 1. */
export function fraction() {
	return scalar(
		"must be a percentage such as 1%.",
		(text) => {
			const percent = parsePercent(text);
			if (percent === undefined)
				return wrong(text, "is not a percentage", percentAdvice(text));
			if (percent > 100)
				return wrong(text, "is more than all", "Write 100% or less.");
			return { value: percent / 100 };
		},
		{ pattern: "^\\d+(?:\\.\\d+)? ?%$" },
	);
}

/** Requests per second. */
export function rate() {
	return scalar(
		"must be a rate such as 200/s.",
		(text) => {
			const amount = /^(\d{1,7}(?:\.\d{1,6})?) ?\/ ?s$/.exec(text)?.[1];
			if (amount === undefined) {
				const bare = /^\d+(?:\.\d+)?/.exec(text)?.[0] ?? "200";
				return wrong(
					text,
					"is not a rate",
					`Write ${bare}/s, requests per second.`,
				);
			}
			const value = Number(amount);
			return value > 0
				? { value }
				: wrong(text, "sends nothing", "Write a rate above 0/s.");
		},
		{ pattern: "^\\d+(?:\\.\\d+)? ?/ ?s$" },
	);
}

function between(
	text: string,
	value: number,
	least: number,
	most: number,
	shown: (value: number) => string,
): Reading<number> {
	if (value < least)
		return wrong(text, "is too little", `Write at least ${shown(least)}.`);
	if (value > most)
		return wrong(text, "is too much", `Write at most ${shown(most)}.`);
	return { value };
}
