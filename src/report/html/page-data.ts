import type { Difference } from "../../model/difference.ts";
import type { Phase } from "../../model/evidence.ts";
import { Html, html } from "./markup.ts";

/** What the page's own script works on. */
export interface PageData {
	readonly differences: readonly Difference[];
	/** Which of them is shown first. */
	readonly first: number;
	readonly moments: Moments;
}

/** Readings in columns, in the order of time. */
export interface Moments {
	/** 0 to 1, from left to right. */
	readonly place: readonly number[];
	readonly atMs: readonly number[];
	readonly phase: readonly Phase[];
	readonly round: readonly number[];
	/** A column for each curve, in their order from the top. */
	readonly values: readonly (readonly number[])[];
}

/** The bundle of src/page and its digest, base64 of SHA-256: the only script that the page may run. */
export interface PageScript {
	readonly code: string;
	readonly sha256: string;
}

export const DATA_ID = "page-data";

/** The data and the script, at the end of the page. The data never runs: its type is not that of a script. */
export function pageScripts(data: PageData, script: PageScript): Html {
	return html`<script type="application/json" id="${DATA_ID}">${Html.trusted(scriptJson(data))}</script>
<script>${Html.trusted(script.code)}</script>`;
}

/**
 * JSON that is nothing but text to an HTML parser (which looks for `<`, `<!--`
 * and `</script` in a script) and to whoever reads the source: what cannot be
 * seen is written as its code, as are lone surrogates by JSON itself.
 */
export function scriptJson(value: unknown): string {
	return JSON.stringify(value).replace(
		/[<>&\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
		(character) =>
			character
				.split("")
				.map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
				.join(""),
	);
}
