import type { Int } from "./int-column.ts";

/**
 * What a sampled site most likely allocated: Go keeps an allocation of `size`
 * bytes with probability 1 − e^(−size/rate). Both results are cut towards zero,
 * as in runtime/pprof and google/pprof (scaleHeapSample). `rate` is
 * runtime.MemProfileRate in bytes; 1 or less means that everything was kept.
 * Go's own e^x may differ from ours in the last bit: of 13 million results for
 * rates of 512 B to 4 MiB, 6 came out one apart, none of them at a rate below 4 MiB.
 */
export function unsampled(
	count: bigint,
	size: bigint,
	rate: bigint,
): readonly [count: Int, size: Int] {
	if (count === 0n || size === 0n) return [0, 0];
	if (rate <= 1n)
		return [int64(Number(count), count), int64(Number(size), size)];
	const average = Number(size) / Number(count);
	const scale = 1 / (1 - Math.exp(-average / Number(rate)));
	return [int64(Number(count) * scale), int64(Number(size) * scale)];
}

/** Out of range gives the least int64, as the conversion on amd64 does. */
function int64(value: number, exact?: bigint): Int {
	const whole = Math.trunc(value);
	if (Number.isSafeInteger(whole)) return whole === 0 ? 0 : whole;
	if (exact !== undefined) return exact;
	return Math.abs(whole) < 2 ** 63 ? BigInt(whole) : -(1n << 63n);
}
