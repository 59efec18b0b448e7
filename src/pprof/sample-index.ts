import { Stop } from "../model/problem.ts";
import type { Profile } from "./profile.ts";

/**
 * The column of the values to report: by number, by name, also with `inuse_`
 * before it, or "" for the profile's default, else the last one. A Stop
 * `sample-index-unknown` when there is none. Source: google/pprof, profile/index.go.
 */
export function sampleIndex(
	{ sampleTypes, defaultSampleType }: Profile,
	wanted: string,
): number {
	const names = sampleTypes.map(({ type }) => type);
	if (names.length === 0)
		throw new Stop({
			code: "profile-unreadable",
			message: "The profile has no samples.",
			remedy: "Capture it again with debug=0.",
		});
	if (wanted === "") {
		const index =
			defaultSampleType === "" ? -1 : names.indexOf(defaultSampleType);
		return index < 0 ? names.length - 1 : index;
	}
	const index = /^[+-]?\d+$/.test(wanted)
		? Number(wanted)
		: names.findIndex(
				(name) => name === wanted || name === wanted.replace(/^inuse_/, ""),
			);
	if (index >= 0 && index < names.length) return index;
	throw new Stop({
		code: "sample-index-unknown",
		message: `The profile has no values ${JSON.stringify(wanted)}.`,
		remedy: `Choose one of: ${names.map((name) => JSON.stringify(name)).join(", ")}.`,
	});
}
