const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * Text as UTF-8 bytes without a byte order mark. UTF-16 (which PowerShell's `>`
 * writes) is told by its mark and converted; any other bytes are taken for
 * UTF-8, and what is not becomes U+FFFD where it is shown.
 */
export function utf8Bytes(bytes: Uint8Array): Uint8Array {
	const [a, b, c] = bytes;
	if (a === 0xef && b === 0xbb && c === 0xbf) return bytes.subarray(3);
	const encoding =
		a === 0xff && b === 0xfe
			? "utf-16le"
			: a === 0xfe && b === 0xff
				? "utf-16be"
				: undefined;
	return encoding === undefined
		? bytes
		: new TextEncoder().encode(new TextDecoder(encoding).decode(bytes));
}

/** The text of some of the bytes. */
export function byteText(bytes: Uint8Array, from: number, to: number): string {
	return utf8.decode(bytes.subarray(from, to));
}
