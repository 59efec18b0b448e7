/** A frame as profiles of debug=1 print it in a comment; without a name where nothing is known of its address. */
export interface SymbolLine {
	readonly address: bigint;
	readonly name: string;
	readonly file: string;
	readonly line: number;
}

/**
 * Reads `#\t0x694b48\tmain.leakSel+0x88\t/abs/main.go:46`: an address inside
 * the call, then function, offset, file and line. Columns are padded with more
 * tabs; names and files may hold spaces. Undefined for any other comment.
 * Source: printStackRecord of runtime/pprof.
 */
export function symbolLine(text: string): SymbolLine | undefined {
	const cells = text.split(/\t+/);
	const [sign, hex = "", symbol, place, more] = cells;
	if (sign !== "#" || !/^0x[0-9a-f]{1,16}$/.test(hex)) return undefined;
	const address = BigInt(hex);
	if (symbol === undefined) return { address, name: "", file: "", line: 0 };
	const plus = symbol.lastIndexOf("+0x");
	const colon = place?.lastIndexOf(":") ?? -1;
	if (more !== undefined || place === undefined || plus < 1 || colon < 0)
		return undefined;
	const line = place.slice(colon + 1);
	if (!/^-?\d{1,15}$/.test(line)) return undefined;
	return {
		address,
		name: symbol.slice(0, plus),
		file: place.slice(0, colon),
		line: Number(line),
	};
}
