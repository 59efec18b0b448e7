/**
 * What to write instead of text that is not a quantity. Each takes the text
 * without its sign and the sign, so that advice for a growth keeps its `+`.
 */

/** `1_000` → Write 1000. */
export function countAdvice(text: string, example: string, sign = ""): string {
	const plain = text.replace(/[_,' ]/g, "");
	const meant = plain === "" ? Number.NaN : Number(plain);
	if (Number.isSafeInteger(meant) && meant >= 0)
		return `Write ${sign}${meant}.`;
	return `Write a whole number such as ${sign}${example}.`;
}

/** `1Mb` → Write 1MB or 1MiB. */
export function sizeAdvice(text: string, sign = ""): string {
	const [, amount, unit = ""] =
		/^(\d{1,15}(?:\.\d{1,15})?) *([A-Za-z]*)$/.exec(text) ?? [];
	if (amount === undefined)
		return `Write a size such as ${sign}1MiB or ${sign}500KB.`;
	const write = (...units: readonly string[]) =>
		`Write ${either(units.map((one) => `${sign}${amount}${one}`))}.`;
	switch (unit.charAt(0).toLowerCase()) {
		case "":
			return `It has no unit. ${write("B", "KiB", "MiB")}`;
		case "b":
			return write("B");
		case "k":
			return write("KB", "KiB");
		case "m":
			return write("MB", "MiB");
		case "g":
			return write("GB", "GiB");
		default:
			return "The units are B, KB, KiB, MB, MiB, GB and GiB.";
	}
}

/** `30` → It has no unit. Write 30s … */
export function durationAdvice(text: string): string {
	const [, amount, unit = ""] =
		/^(\d{1,15}(?:\.\d{1,15})?) *([A-Za-z]*)$/.exec(text) ?? [];
	if (amount === undefined) return "Write a duration such as 30s, 500ms or 2m.";
	if (unit === "")
		return `It has no unit. Write ${amount}s, ${amount}ms or ${amount}m.`;
	const word = unit.toLowerCase();
	const known = /^(?:ms|msecs?|millis|milliseconds?)$/.test(word)
		? "ms"
		: (/^(?:(s)(?:ecs?|econds?)?|(m)(?:ins?|inutes?)?|(h)(?:rs?|ours?)?)$/
				.exec(word)
				?.slice(1)
				.find(Boolean) ?? "");
	return known === ""
		? "The units are ms, s, m and h."
		: `Write ${amount}${known}.`;
}

/** `0.01` → Write 1%. */
export function percentAdvice(text: string): string {
	if (/^0?\.\d{1,6}$/.test(text)) {
		return `Write ${Number((Number(text) * 100).toPrecision(6))}%.`;
	}
	return /^\d{1,3}(?:\.\d{1,6})?$/.test(text)
		? `Write ${text}%.`
		: "Write a percentage such as 1%.";
}

/** `a, b or c`. */
function either(words: readonly string[]): string {
	const last = words.at(-1) ?? "";
	return words.length < 2
		? last
		: `${words.slice(0, -1).join(", ")} or ${last}`;
}
