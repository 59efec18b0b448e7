import { formatBytes, formatCount, formatSigned } from "../model/quantity.ts";
import type { Unit } from "../model/verdict.ts";

/** One value of a table; `–` where there is none. */
export function amount(value: number | null, unit: Unit): string {
	if (value === null) return "–";
	return unit === "bytes" ? formatBytes(value) : formatCount(value);
}

/** `14 → 314`, `2.1 → 5.2 MiB`. */
export function fromTo(
	before: number | null,
	after: number | null,
	unit: Unit,
): string {
	return sharedSuffix([amount(before, unit), amount(after, unit)]).join(" → ");
}

/** `+100 +100 0`, `+1.0 +1.0 +1.0 MiB`. */
export function growths(values: readonly number[], unit: Unit): string {
	if (values.length === 0) return "–";
	return sharedSuffix(values.map((value) => formatSigned(value, unit))).join(
		" ",
	);
}

/** A unit that all share is written once, at the end. */
function sharedSuffix(texts: readonly string[]): readonly string[] {
	const suffixes = texts.map((text) => /(?<= )\S+$/u.exec(text)?.[0]);
	const [suffix] = suffixes;
	if (suffix === undefined || suffixes.some((other) => other !== suffix))
		return texts;
	return texts.map((text, index) =>
		index === texts.length - 1 ? text : text.slice(0, -suffix.length - 1),
	);
}
