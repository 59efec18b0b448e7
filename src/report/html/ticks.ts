import type { Unit } from "../../model/verdict.ts";
import type { Stretch } from "./time-scale.ts";

/**
 * Round values from 0 up to the first at or above `max`, three or four steps:
 * 1, 2 or 5 times a power of ten, for bytes of their binary unit.
 */
export function valueTicks(max: number, unit: Unit): readonly number[] {
	const base = unit === "bytes" ? binaryUnit(max) : 1;
	const least = unit === "bytes" && base > 1 ? 0 : 1;
	const rough = Math.max(max / base / 4, least || 0.01);
	const power = 10 ** Math.floor(Math.log10(rough));
	const step =
		([1, 2, 5, 10].find((times) => times * power >= rough * 0.999) ?? 10) *
		power *
		base;
	const steps = Math.max(1, Math.ceil(max / step - 1e-9));
	return Array.from({ length: steps + 1 }, (_, index) => index * step);
}

function binaryUnit(bytes: number): number {
	return 1024 ** Math.max(0, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const TIME_STEPS = [
	...[1, 2, 5, 10, 20, 50, 100, 200, 500],
	...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * SECOND),
	...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
	...[1, 2, 4, 12, 24].map((hours) => hours * HOUR),
];

/** Round moments, in milliseconds, within the stretches that are shown: six at most of a single one. */
export function timeTicks(shown: readonly Stretch[]): readonly number[] {
	const length = shown.reduce((sum, one) => sum + one.toMs - one.fromMs, 0);
	const step = TIME_STEPS.find((one) => length / one <= 5) ?? length / 5;
	return shown.flatMap(({ fromMs, toMs }) => {
		const first = Math.ceil(fromMs / step);
		const count = Math.floor(toMs / step) - first + 1;
		return Array.from({ length: Math.max(0, count) }, (_, index) =>
			Math.round((first + index) * step),
		);
	});
}

/** `500ms`, `20s`, `1m30s`, `2h`: a round moment without decimals. */
export function formatMoment(ms: number): string {
	if (ms === 0) return "0s";
	if (ms < SECOND || ms % SECOND !== 0)
		return ms < SECOND ? `${ms}ms` : `${(ms / SECOND).toFixed(1)}s`;
	const hours = Math.floor(ms / HOUR);
	const minutes = Math.floor((ms % HOUR) / MINUTE);
	const seconds = Math.floor((ms % MINUTE) / SECOND);
	return [
		hours > 0 ? `${hours}h` : "",
		minutes > 0 ? `${minutes}m` : "",
		seconds > 0 ? `${seconds}s` : "",
	].join("");
}
