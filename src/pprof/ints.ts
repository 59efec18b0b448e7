import type { Int } from "./int-column.ts";

/** A bigint only where a number would not be exact. */
export function normalized(value: bigint): Int {
	const number = Number(value);
	return Number.isSafeInteger(number) ? number : value;
}

/** Adds as Go adds int64: exact, and around the corner when it overflows. */
export function addInts(a: Int, b: Int): Int {
	if (typeof a === "number" && typeof b === "number") {
		const sum = a + b;
		if (Number.isSafeInteger(sum)) return sum;
	}
	return normalized(BigInt.asIntN(64, BigInt(a) + BigInt(b)));
}

/** As pprof's abs64: the smallest int64 stays negative. */
export function absInt(value: Int): Int {
	return value < 0 ? normalized(BigInt.asIntN(64, -BigInt(value))) : value;
}

/** Go's int64(float64): cut towards zero; what does not fit gives the smallest, as on amd64. */
export function truncated(value: number): Int {
	const whole = Math.trunc(value);
	if (Number.isSafeInteger(whole)) return whole === 0 ? 0 : whole;
	if (!(whole >= -(2 ** 63) && whole < 2 ** 63)) return -(2n ** 63n);
	return normalized(BigInt(whole));
}

/** Whether `a` and `b` are the same integer. */
export function sameInt(a: Int, b: Int): boolean {
	return !(a < b) && !(a > b);
}

export function compareInts(a: Int, b: Int): number {
	return a < b ? -1 : Number(a > b);
}
