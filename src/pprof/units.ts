import { fixed2, general2 } from "./go-format.ts";
import type { Int } from "./int-column.ts";

/** A number and the unit it is in; "" where the unit need not be said. */
export interface Measure {
	readonly value: number;
	readonly unit: string;
}

/**
 * Converts a value; `to` may be a unit, or `minimum` or `auto` for one that fits
 * its size. A unit of another kind than `from` gives the kind's default unit.
 * Source: google/pprof, internal/measurement.
 */
export function scaled(value: Int, from: string, to: string): Measure {
	if (value < 0 && value !== INT64_MIN) {
		const positive = scaled(-value, from, to);
		return { value: -positive.value, unit: positive.unit };
	}
	for (const kind of KINDS) {
		const unit = unitOf(kind, from);
		if (unit) return converted(Number(value) * unit.factor, kind, to);
	}
	return { value: Number(value), unit: UNSAID.has(to) ? "" : to };
}

/** As reports print it: two digits after the point unless they are zeros. */
export function scaledLabel(value: Int, from: string, to: string): string {
	const measure = scaled(value, from, to);
	const text = fixed2(measure.value).replace(/\.00$/, "");
	return text === "0" || text === "-0" ? "0" : text + measure.unit;
}

/** The share of a total, without its sign, in at least two digits. */
export function percentage(value: Int, total: Int): string {
	const ratio =
		Number(total) === 0 ? 0 : Math.abs(Number(value) / Number(total)) * 100;
	if (ratio >= 99.95 && ratio <= 100.05) return "  100%";
	return `${(ratio >= 1 ? fixed2(ratio) : general2(ratio)).padStart(5)}%`;
}

/** The finer of two units of a kind; undefined when they are of different kinds. */
export function finerUnit(a: string, b: string): string | undefined {
	if (a === b) return a;
	const isKind = KINDS.some((kind) => unitOf(kind, a) && unitOf(kind, b));
	if (!isKind) return undefined;
	return scaled(1, b, a).value < 1 ? b : a;
}

const INT64_MIN = -(2n ** 63n);

const UNSAID: ReadonlySet<string> = new Set([
	"count",
	"sample",
	"unit",
	"minimum",
	"auto",
]);

interface Unit {
	readonly name: string;
	/** In lower case and without a plural s. */
	readonly aliases: readonly string[];
	readonly factor: number;
}

interface Kind {
	readonly units: readonly Unit[];
	readonly fallback: { readonly name: string; readonly factor: number };
}

const KINDS: readonly Kind[] = [
	{
		units: [
			{ name: "B", aliases: ["b", "byte"], factor: 1 },
			{ name: "kB", aliases: ["kb", "kbyte", "kilobyte"], factor: 2 ** 10 },
			{ name: "MB", aliases: ["mb", "mbyte", "megabyte"], factor: 2 ** 20 },
			{ name: "GB", aliases: ["gb", "gbyte", "gigabyte"], factor: 2 ** 30 },
			{ name: "TB", aliases: ["tb", "tbyte", "terabyte"], factor: 2 ** 40 },
			{ name: "PB", aliases: ["pb", "pbyte", "petabyte"], factor: 2 ** 50 },
		],
		fallback: { name: "B", factor: 1 },
	},
	{
		units: [
			{ name: "ns", aliases: ["ns", "nanosecond"], factor: 1 },
			{ name: "us", aliases: ["μs", "us", "microsecond"], factor: 1e3 },
			{ name: "ms", aliases: ["ms", "millisecond"], factor: 1e6 },
			{ name: "s", aliases: ["s", "sec", "second"], factor: 1e9 },
			{ name: "hrs", aliases: ["hour", "hr"], factor: 3600e9 },
		],
		fallback: { name: "s", factor: 1e9 },
	},
	{
		units: [
			{ name: "n*GCU", aliases: ["nanogcu"], factor: 1e-9 },
			{ name: "u*GCU", aliases: ["microgcu"], factor: 1e-6 },
			{ name: "m*GCU", aliases: ["milligcu"], factor: 1e-3 },
			{ name: "GCU", aliases: ["gcu"], factor: 1 },
			{ name: "k*GCU", aliases: ["kilogcu"], factor: 1e3 },
			{ name: "M*GCU", aliases: ["megagcu"], factor: 1e6 },
			{ name: "G*GCU", aliases: ["gigagcu"], factor: 1e9 },
			{ name: "T*GCU", aliases: ["teragcu"], factor: 1e12 },
			{ name: "P*GCU", aliases: ["petagcu"], factor: 1e15 },
		],
		fallback: { name: "GCU", factor: 1 },
	},
];

function unitOf({ units }: Kind, text: string): Unit | undefined {
	const lower = text.toLowerCase();
	// Go counts bytes, so a two-letter unit that is not ASCII loses its s, too.
	const bytes = new TextEncoder().encode(lower).length;
	const singular = bytes > 2 ? lower.replace(/s$/, "") : lower;
	return units.find((unit) => unit.aliases.includes(singular));
}

function converted(base: number, kind: Kind, to: string): Measure {
	const unit =
		to === "minimum" || to === "auto" ? fitting(base, kind) : unitOf(kind, to);
	const { name, factor } = unit ?? kind.fallback;
	return { value: base / factor, unit: name };
}

/** The largest unit of which there is at least one. */
function fitting(base: number, { units }: Kind): Unit | undefined {
	return units.findLast((unit) => base / unit.factor >= 1);
}
