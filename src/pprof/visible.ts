/**
 * A text of a profile, for a terminal or log: control characters, which could
 * forge lines or commands there, as `\x1b`. pprof prints them as they are.
 */
export function visible(text: string): string {
	if (!CONTROL.test(text)) return text;
	return text.replace(new RegExp(CONTROL, "gu"), (char) => {
		const code = char.codePointAt(0) ?? 0;
		return code < 0x100
			? `\\x${code.toString(16).padStart(2, "0")}`
			: `\\u${code.toString(16).padStart(4, "0")}`;
	});
}

/** Also what ends a line or turns the direction of writing. */
const CONTROL = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
