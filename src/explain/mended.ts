import { formatSigned } from "../model/quantity.ts";
import type { Verdict } from "../model/verdict.ts";
import { shortFunction } from "./function-name.ts";
import { perRequestAmount } from "./per-request.ts";
import { shortFile } from "./short-file.ts";

/** A leak of the base that is gone: news worth a line. */
export interface Mended {
	readonly name: string;
	readonly place: string;
	/** `was 0.5 a request`. */
	readonly was: string;
}

/** The first of them, and how many more there are. */
export function mended({ gone = [], findings, observed }: Verdict): {
	readonly shown: readonly Mended[];
	readonly more: number;
} {
	const shown = gone.slice(0, SHOWN).map((one): Mended => {
		const { unit = "count" } =
			[...findings, ...observed].find(({ metric }) => metric === one.metric) ??
			{};
		const each = perRequestAmount(one.perRequest, unit);
		return {
			name: shortFunction(one.function),
			place: `${shortFile(one.file)}:${one.line}`,
			was:
				each === null
					? `was ${formatSigned(one.growth, unit)} a round`
					: `was ${each} a request`,
		};
	});
	return { shown, more: gone.length - shown.length };
}

const SHOWN = 5;
