/**
 * Numbers as Go's fmt prints them. Both languages round a double's exact decimal
 * value, but where it lies exactly between two candidates Go takes the even one
 * and JavaScript the larger one.
 */

/** `%.2f`. */
export function fixed2(value: number): string {
	const text = value.toFixed(2);
	// Only fractions of eighths can be exact ties: .125 and .625 are the ones whose
	// even neighbour is the smaller one.
	const fraction = Math.abs(value) % 1;
	if (fraction !== 0.125 && fraction !== 0.625) return text;
	return `${text.slice(0, -1)}2`;
}

/** `%.2g` of a number from 0 up to 1. */
export function general2(value: number): string {
	if (value === 0) return "0";
	const rounded = evenTie(value) ?? Number(value.toPrecision(2));
	if (rounded >= 1e-4) return String(rounded);
	const [digits, exponent = ""] = rounded.toExponential().split("e-");
	return `${digits}e-${exponent.padStart(2, "0")}`;
}

/** The doubles below 1 that lie exactly between two numbers of two digits, the even one being smaller. */
function evenTie(value: number): number | undefined {
	switch (value) {
		case 0.125:
			return 0.12;
		case 0.625:
			return 0.62;
		case 0.0625:
			return 0.062;
		default:
			return undefined;
	}
}

/** Fills up with blanks on the left; `width` counts code points, as in Go. */
export function padded(text: string, width: number): string {
	return text.length >= width && !HAS_SURROGATE.test(text)
		? text
		: " ".repeat(Math.max(0, width - [...text].length)) + text;
}

const HAS_SURROGATE = /[\ud800-\udfff]/;
