import type { Label } from "./label-sets.ts";
import type { ProfileBuilder } from "./profile-builder.ts";
import { symbolLine } from "./symbol-line.ts";
import { textLabels } from "./text-labels.ts";
import type { TextLines } from "./text-lines.ts";
import { unreadableLine } from "./unreadable.ts";

/** What follows a row of a debug=1 profile: its labels and its frames. */
export interface TextStack {
	/** Rows of the builder's locations, leaf first. */
	readonly locations: readonly number[];
	readonly labels: readonly Label[];
}

/**
 * Reads the comments behind a row (`addresses` are that row's), up to the line
 * that is none. A location is a frame that the comments name, at the address
 * they print: that hides the runtime's frames at the leaf and `runtime.goexit`.
 * Without any named frame, locations are the bare addresses, less one as in
 * pprof, so that they lie in the call.
 */
export function readTextStack(
	lines: TextLines,
	builder: ProfileBuilder,
	addresses: readonly bigint[],
): TextStack {
	const locations: number[] = [];
	let isNamed = false;
	let labels: readonly Label[] = [];
	for (let line = lines.next(); line !== undefined; line = lines.next()) {
		if (!line.startsWith("#")) {
			lines.back();
			break;
		}
		if (line.startsWith("# labels: ")) {
			const found = textLabels(line, "# labels: ".length);
			if (!found)
				throw unreadableLine("these labels make no sense", lines.number);
			labels = found.labels;
			continue;
		}
		const symbol = symbolLine(line);
		if (!symbol) continue;
		const { address, name, file, line: at } = symbol;
		isNamed ||= name !== "";
		const called = name
			? [
					{
						func: builder.func({ name, systemName: name, file, startLine: 0 }),
						line: at,
						column: 0,
					},
				]
			: [];
		locations.push(
			builder.location({
				mapping: -1,
				address: narrowed(address),
				lines: called,
				folded: false,
			}),
		);
	}
	if (isNamed) return { locations, labels };
	const bare = addresses.map((address) =>
		builder.location({
			mapping: -1,
			address: narrowed(BigInt.asUintN(64, address - 1n)),
			lines: [],
			folded: false,
		}),
	);
	return { locations: bare, labels };
}

/** The addresses of a row, ` 0x47196e 0x44e3c5`; undefined where that is not what it says. */
export function readAddresses(text: string): readonly bigint[] | undefined {
	const words = text.split(" ").filter((word) => word !== "");
	return words.every((word) => /^0x[0-9a-f]{1,16}$/.test(word))
		? words.map(BigInt)
		: undefined;
}

/** An Int is a bigint only where a number would not be exact. */
export function narrowed(value: bigint): number | bigint {
	return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}
