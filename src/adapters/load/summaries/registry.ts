import { autocannon } from "./autocannon.ts";
import { heyCsv } from "./hey-csv.ts";
import { heyText } from "./hey-text.ts";
import { k6 } from "./k6.ts";
import type { SummaryFormat } from "./summary.ts";
import { vegeta } from "./vegeta.ts";

/** Each knows its own output and leaves any other alone. */
export const summaryFormats: readonly SummaryFormat[] = [
	k6,
	vegeta,
	autocannon,
	heyCsv,
	heyText,
];
