import { Stop } from "../model/problem.ts";
import { normalized, truncated } from "./ints.ts";
import { profilesDiffer } from "./merged-header.ts";
import type { Profile, ValueType } from "./profile.ts";
import { pickedInts } from "./sample-rows.ts";
import { scaleValues } from "./scale-values.ts";
import { finerUnit, scaled } from "./units.ts";

/**
 * The profiles with the sample types they have in common, in the order of the
 * first, and each of them in its finest unit. A Stop `profiles-differ` when they
 * have nothing in common. Source: google/pprof, CompatibilizeSampleTypes and
 * measurement.ScaleProfiles.
 */
export function withCommonTypes(
	profiles: readonly Profile[],
): readonly Profile[] {
	const [first, ...others] = profiles;
	if (!first) return [];
	const names = first.sampleTypes
		.map(({ type }) => type)
		.filter((name) => others.every((one) => typeIndex(one, name) >= 0));
	if (names.length === 0)
		throw new Stop({
			code: "profiles-differ",
			message: `The profiles have no sample type in common: ${profiles.map((one) => JSON.stringify(one.sampleTypes.map(({ type }) => type).join(", "))).join(" and ")}.`,
			remedy: "Compare profiles of one kind, for example two of heap.",
		});
	return inFinestUnits(profiles.map((one) => withTypes(one, names)));
}

function typeIndex({ sampleTypes }: Profile, name: string): number {
	return sampleTypes.findIndex(({ type }) => type === name);
}

function withTypes(profile: Profile, names: readonly string[]): Profile {
	const columns = names.map((name) => typeIndex(profile, name));
	const width = profile.sampleTypes.length;
	if (columns.length === width && columns.every((from, to) => from === to))
		return profile;
	const { samples } = profile;
	const rows = new Uint32Array(samples.count * columns.length);
	for (let at = 0; at < rows.length; at++)
		rows[at] =
			Math.floor(at / columns.length) * width +
			(columns[at % columns.length] ?? 0);
	return {
		...profile,
		sampleTypes: columns.flatMap((column) => profile.sampleTypes[column] ?? []),
		defaultSampleType: names.includes(profile.defaultSampleType)
			? profile.defaultSampleType
			: (names[0] ?? ""),
		samples: { ...samples, values: pickedInts(samples.values, rows) },
	};
}

function inFinestUnits(profiles: readonly Profile[]): readonly Profile[] {
	const [first] = profiles;
	if (!first || profiles.length < 2) return profiles;
	const periodUnit = finest(
		"period types",
		profiles.map((one) => one.periodType),
	);
	const units = first.sampleTypes.map((_, at) =>
		finest(
			"sample types",
			profiles.flatMap((one) => one.sampleTypes[at] ?? []),
		),
	);
	return profiles.map((one) => {
		const sampleTypes = one.sampleTypes.map((own, at) => ({
			type: own.type,
			unit: units[at] ?? own.unit,
		}));
		const ratios = one.sampleTypes.map(
			({ unit }, at) => scaled(1, unit, units[at] ?? unit).value,
		);
		const period = scaled(
			normalized(one.period),
			one.periodType.unit,
			periodUnit,
		);
		return {
			...scaleValues(one, ratios),
			sampleTypes,
			period: BigInt(truncated(period.value)),
			periodType: { ...one.periodType, unit: periodUnit },
		};
	});
}

/** The finest unit of value types that are one but for it; a plural s in their names does not count. */
function finest(what: string, types: readonly ValueType[]): string {
	const [first, ...others] = types;
	if (!first) return "";
	let unit = first.unit;
	for (const other of others) {
		const finer = finerUnit(unit, other.unit);
		if (
			finer === undefined ||
			first.type.replace(/s$/, "") !== other.type.replace(/s$/, "")
		)
			throw profilesDiffer(what, [first], [other]);
		unit = finer;
	}
	return unit;
}
