import { formatBytes, formatCount } from "../model/quantity.ts";
import type { Unit } from "../model/verdict.ts";

/**
 * Growth over requests, for a sentence that goes on with the thing itself:
 * 0.4975 is `0.5`, 5300 bytes `5.2 KiB`. Half a byte or a hundredth of a
 * goroutine a request says nothing to anybody: null.
 */
export function perRequestAmount(
	value: number | null,
	unit: Unit,
): string | null {
	if (value === null || !Number.isFinite(value)) return null;
	if (unit === "bytes")
		return value < 1 ? null : formatBytes(Math.round(value));
	if (value < 0.01) return null;
	return value < 10
		? String(Number(value.toPrecision(2)))
		: formatCount(Math.round(value));
}
