import { withStacks } from "./edit-stacks.ts";
import type { Int } from "./int-column.ts";
import { normalized } from "./ints.ts";
import type { Profile } from "./profile.ts";
import { matcher } from "./re2/match.ts";
import { type Measure, scaled } from "./units.ts";

/** The labels of a sample: text by key, and numbers by key. */
export interface SampleTags {
	readonly texts: ReadonlyMap<string, readonly string[]>;
	readonly numbers: ReadonlyMap<
		string,
		readonly { readonly value: Int; readonly unit: string }[]
	>;
}

/**
 * The profile with the samples whose labels match `focus` and do not match
 * `ignore`. A filter is `key=value` or `value`: a number or range with a unit
 * (`10kb`, `10kb:`, `:1mb`, `10kb:1mb`), else regular expressions with commas
 * between; with a key any of them must match its value, without one each must
 * match some `key:value`. `units` are the units of numeric labels by key. Source:
 * google/pprof, driver/driver_focus.go.
 */
export function filteredByTag(
	profile: Profile,
	filters: { readonly focus: string; readonly ignore: string },
	units: ReadonlyMap<string, string>,
): Profile {
	if (filters.focus === "" && filters.ignore === "") return profile;
	const focus =
		filters.focus === "" ? undefined : tagMatch(filters.focus, units);
	const ignore =
		filters.ignore === "" ? undefined : tagMatch(filters.ignore, units);
	return withStacks(profile, (stack, sample) => {
		const tags = tagsOf(profile, sample);
		return (focus?.(tags) ?? true) && !(ignore?.(tags) ?? false)
			? stack
			: undefined;
	});
}

export function tagsOf(
	{ samples, strings }: Profile,
	sample: number,
): SampleTags {
	const texts = new Map<string, string[]>();
	const numbers = new Map<string, { value: Int; unit: string }[]>();
	const { labels } = samples;
	const to = samples.labelStart[sample + 1] ?? 0;
	for (let row = samples.labelStart[sample] ?? 0; row < to; row++) {
		const key = strings.at(labels.key[row] ?? 0);
		const text = labels.text[row] ?? 0;
		if (text !== 0) {
			texts.set(key, [...(texts.get(key) ?? []), strings.at(text)]);
			continue;
		}
		const value =
			labels.number.wide.get(row) ?? labels.number.numbers[row] ?? 0;
		const unit = strings.at(labels.unit[row] ?? 0);
		numbers.set(key, [...(numbers.get(key) ?? []), { value, unit }]);
	}
	return { texts, numbers };
}

/** The unit of each numeric label: the first that any sample gives, else what the key suggests. */
export function tagUnits(profile: Profile): ReadonlyMap<string, string> {
	const { samples, strings } = profile;
	const { labels } = samples;
	const units = new Map<number, string>();
	for (let row = 0; row < labels.key.length; row++) {
		if (labels.text[row] !== 0) continue;
		const key = labels.key[row] ?? 0;
		if (!units.get(key)) units.set(key, strings.at(labels.unit[row] ?? 0));
	}
	return new Map(
		[...units].map(([row, unit]) => {
			const key = strings.at(row);
			const guess = key === "alignment" || key === "request" ? "bytes" : key;
			return [key, unit || guess];
		}),
	);
}

type TagMatch = (tags: SampleTags) => boolean;

function tagMatch(
	filter: string,
	units: ReadonlyMap<string, string>,
): TagMatch {
	const equals = filter.indexOf("=");
	const key = equals < 0 ? "" : filter.slice(0, equals);
	const value = filter.slice(equals + 1);
	const range = numberRange(value);
	if (range)
		return ({ numbers }) =>
			[...numbers].some(
				([name, all]) =>
					(key === "" || name === key) &&
					all.some((one) => range(one.value, units.get(name) ?? "")),
			);
	const matchers = value.split(",").map(matcher);
	if (key !== "")
		return ({ texts }) =>
			matchers.some((match) =>
				(texts.get(key) ?? []).some((one) => match(one)),
			);
	return ({ texts }) =>
		matchers.every((match) =>
			[...texts].some(([name, all]) =>
				all.some((one) => match(`${name}:${one}`)),
			),
		);
}

type RangeMatch = (value: Int, unit: string) => boolean;

/** Undefined when the text is no range, but an expression. */
function numberRange(text: string): RangeMatch | undefined {
	const found =
		/^(:?)([+-]?\d+)([A-Za-z]+)?(?:(:)([+-]?\d+)?([A-Za-z]+)?)?$/.exec(text);
	if (!found) return undefined;
	const [, before, from = "", fromUnit = "", colon, to, toUnit = ""] = found;
	const least = scaled(int64(from), fromUnit, fromUnit);
	const within =
		(isIn: (measure: Measure) => boolean): RangeMatch =>
		(value, unit) => {
			const measure = scaled(value, unit, least.unit);
			return measure.unit === least.unit && isIn(measure);
		};
	if (to !== undefined) {
		const most = scaled(int64(to), toUnit, least.unit);
		if (before || most.unit !== least.unit) return undefined;
		return within(({ value }) => value >= least.value && value <= most.value);
	}
	if (toUnit !== "" || (before && colon)) return undefined;
	if (before) return within(({ value }) => value <= least.value);
	if (colon) return within(({ value }) => value >= least.value);
	return within(({ value }) => value === least.value);
}

function int64(digits: string): Int {
	return normalized(BigInt.asIntN(64, BigInt(digits.replace(/^\+/, ""))));
}
