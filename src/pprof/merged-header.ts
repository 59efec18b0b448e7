import { Stop } from "../model/problem.ts";
import type { Profile, ValueType } from "./profile.ts";

type Header = Omit<
	Profile,
	"strings" | "samples" | "mappings" | "locations" | "functions"
>;

/** What profiles that are added up say together: the first one's types, the earliest time, the sum of durations. */
export function mergedHeader(profiles: readonly Profile[]): Header {
	const [first, ...others] = profiles;
	if (!first) throw new Error("no profiles to merge");
	for (const other of others) checkCompatible(first, other);
	return {
		sampleTypes: first.sampleTypes,
		dropFrames: first.dropFrames,
		keepFrames: first.keepFrames,
		timeNanos: profiles.reduce(
			(time, one) =>
				time === 0n || one.timeNanos < time ? one.timeNanos : time,
			0n,
		),
		durationNanos: BigInt.asIntN(
			64,
			profiles.reduce((sum, one) => sum + one.durationNanos, 0n),
		),
		periodType: first.periodType,
		period: profiles.reduce(
			(most, { period }) => (most === 0n || most < period ? period : most),
			0n,
		),
		comments: [...new Set(profiles.flatMap(({ comments }) => comments))],
		defaultSampleType:
			profiles.find((one) => one.defaultSampleType)?.defaultSampleType ?? "",
		docUrl: profiles.find((one) => one.docUrl)?.docUrl ?? "",
	};
}

/** Profiles must agree on what they measure; a Stop `profiles-differ` else. */
export function checkCompatible(a: Profile, b: Profile): void {
	if (!isSameType(a.periodType, b.periodType))
		throw profilesDiffer("period types", [a.periodType], [b.periodType]);
	const isSame =
		a.sampleTypes.length === b.sampleTypes.length &&
		a.sampleTypes.every((type, at) => isSameType(type, b.sampleTypes[at]));
	if (!isSame)
		throw profilesDiffer("sample types", a.sampleTypes, b.sampleTypes);
}

export function profilesDiffer(
	what: string,
	a: readonly ValueType[],
	b: readonly ValueType[],
): Stop {
	return new Stop({
		code: "profiles-differ",
		message: `The profiles have different ${what}: ${said(a)} and ${said(b)}.`,
		remedy: "Compare profiles of one kind, for example two of heap.",
	});
}

function said(types: readonly ValueType[]): string {
	return (
		types
			.map(({ type, unit }) => JSON.stringify(`${type}/${unit}`))
			.join(", ") || "none"
	);
}

function isSameType(a: ValueType, b: ValueType | undefined): boolean {
	return a.type === b?.type && a.unit === b.unit;
}
