/**
 * Go's order of strings: by UTF-8 bytes, which is the order of code points.
 * JavaScript compares UTF-16 units, where surrogates (beyond U+FFFF) come
 * before U+E000 to U+FFFF.
 */
export function compareUtf8(a: string, b: string): number {
	if (a === b) return 0;
	const length = Math.min(a.length, b.length);
	for (let at = 0; at < length; at++) {
		const x = a.charCodeAt(at);
		const y = b.charCodeAt(at);
		if (x !== y) return codePointRank(x) - codePointRank(y);
	}
	return a.length - b.length;
}

/** Moves surrogates behind all other units. */
function codePointRank(unit: number): number {
	if (unit < 0xd800) return unit;
	return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}
