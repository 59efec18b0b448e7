import type { Unit } from "./verdict.ts";

/**
 * Quantities as people write and read them. Parsing takes text and never
 * guesses: what is not exactly a quantity of its kind is undefined. Formatting
 * knows no locale: the same number is the same text on every machine.
 */

const BYTES: Readonly<Record<string, number>> = {
	B: 1,
	kB: 1e3,
	KB: 1e3,
	KiB: 1024,
	MB: 1e6,
	MiB: 1024 ** 2,
	GB: 1e9,
	GiB: 1024 ** 3,
};

const MILLISECONDS: Readonly<Record<string, number>> = {
	ms: 1,
	s: 1_000,
	m: 60_000,
	h: 3_600_000,
};

/** `64MiB`, `1.5 GB`, `0` → bytes, rounded to a whole one. Only zero may go without a unit. */
export function parseSize(text: string): number | undefined {
	const parts = /^(\d+(?:\.\d+)?) ?([kKMG]i?B|B)$/.exec(text);
	if (text === "0") return 0;
	const unit = BYTES[parts?.[2] ?? ""];
	if (!parts || unit === undefined) return undefined;
	return safe(Math.round(Number(parts[1]) * unit));
}

/** `200` → 200. Whole and not negative, decimal digits only, no leading zero. */
export function parseCount(text: string): number | undefined {
	return /^(?:0|[1-9]\d*)$/.test(text) ? safe(Number(text)) : undefined;
}

/** `1%` → 1, `12.5%` → 12.5, `0` → 0: percent, not a fraction. */
export function parsePercent(text: string): number | undefined {
	if (text === "0") return 0;
	const parts = /^(\d+(?:\.\d+)?) ?%$/.exec(text);
	return parts ? safe(Number(parts[1])) : undefined;
}

/** `340ms`, `30s`, `1.5m`, and Go's `1m30s` → milliseconds. */
export function parseDuration(text: string): number | undefined {
	if (!/^(?:\d+(?:\.\d+)? ?(?:ms|s|m|h))+$/.test(text)) return undefined;
	let total = 0;
	for (const [, amount, unit] of text.matchAll(/([\d.]+) ?(ms|s|m|h)/g)) {
		total += Number(amount) * (MILLISECONDS[unit ?? ""] ?? Number.NaN);
	}
	return safe(Math.round(total));
}

/** `512 B`, `5.2 KiB`, `2.1 MiB`, `314 MiB`: 1024-based; one decimal, none for bytes nor from 100 of a unit. */
export function formatBytes(bytes: number): string {
	const sign = bytes < 0 ? "-" : "";
	let amount = Math.abs(bytes);
	let unit = "B";
	for (const larger of ["KiB", "MiB", "GiB", "TiB"]) {
		// What rounds up to 1024 of a unit is one of the next.
		if (Math.round(amount) < 1024) break;
		amount /= 1024;
		unit = larger;
	}
	const decimals = unit === "B" || amount >= 99.95 ? 0 : 1;
	const digits = amount.toFixed(decimals);
	return `${digits === "0" ? "" : sign}${digits} ${unit}`;
}

/** `314`, `0.5`, `9901`, `12,345`: at most one decimal, commas from five digits on. */
export function formatCount(count: number): string {
	const digits = Math.abs(count).toFixed(Number.isInteger(count) ? 0 : 1);
	const [whole = "0", decimal] = digits.split(".");
	const grouped =
		whole.length > 4 ? whole.replace(/\B(?=(?:\d{3})+$)/g, ",") : whole;
	const shown = decimal && decimal !== "0" ? `${grouped}.${decimal}` : grouped;
	return count < 0 && shown !== "0" ? `-${shown}` : shown;
}

/** Growth with its sign: `+100`, `-3`, `+1.0 MiB`; nothing is `0` in every unit. */
export function formatSigned(value: number, unit: Unit): string {
	const shown = unit === "bytes" ? formatBytes(value) : formatCount(value);
	if (/^0(?: B)?$/.test(shown)) return "0";
	return value > 0 ? `+${shown}` : shown;
}

/** `340ms`, `6.1s`, `30.0s`, `2m05s`, `1h02m`. */
export function formatDuration(ms: number): string {
	if (Math.round(ms) < 1_000) return `${Math.round(ms)}ms`;
	if (ms < 119_950) return `${(ms / 1_000).toFixed(1)}s`;
	const seconds = Math.round(ms / 1_000);
	if (seconds < 3_600) {
		return `${Math.floor(seconds / 60)}m${two(seconds % 60)}s`;
	}
	const minutes = Math.round(seconds / 60);
	return `${Math.floor(minutes / 60)}h${two(minutes % 60)}m`;
}

function two(value: number): string {
	return String(value).padStart(2, "0");
}

/** Beyond 2^53 a number no longer says what was written. */
function safe(value: number): number | undefined {
	return value <= Number.MAX_SAFE_INTEGER ? value : undefined;
}
