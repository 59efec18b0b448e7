import type { Unit } from "../model/verdict.ts";

/** Up to two digits, so that a budget looks like one: 61.3 → 62, 1,234 → 1,300, 12.1 MiB → 13 MiB. */
export function roundedUp(amount: number, unit: Unit): number {
	const scale = unit === "bytes" ? scaleOf(amount) : 1;
	const whole = Math.ceil(amount / scale);
	const step = 10 ** Math.max(0, String(whole).length - 2);
	return Math.ceil(whole / step) * step * scale;
}

/** A rounded amount as the budget file writes it: `+5`, `60`, `+1MiB`, `640KiB`. */
export function limitText(
	kind: "growth" | "ceiling",
	rounded: number,
	unit: Unit,
): string {
	const sign = kind === "growth" ? "+" : "";
	if (unit === "count") return `${sign}${rounded}`;
	const scale = scaleOf(rounded);
	return `${sign}${rounded / scale}${scale === MIB ? "MiB" : "KiB"}`;
}

const MIB = 1024 ** 2;

function scaleOf(bytes: number): number {
	return bytes >= MIB ? MIB : 1024;
}
