import type { ProfileSet } from "../combine.ts";
import { prepared } from "../prepared.ts";
import { withoutInlines } from "../without-inlines.ts";
import { writeProfile } from "../write.ts";
import type { ReportOptions } from "./options.ts";

/**
 * What `go tool pprof -proto` writes, before gzip: the profile after all that
 * `raw` shows of the options. A base that percentages are of keeps its
 * pprof::base labels. Stops as of `report`.
 */
export function proto(set: ProfileSet, options: ReportOptions): Uint8Array {
	const { profile } = prepared(set, options);
	return writeProfile(options.noInlines ? withoutInlines(profile) : profile);
}
