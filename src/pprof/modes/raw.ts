import { lineRows } from "../edit-lines.ts";
import { stackOf } from "../edit-stacks.ts";
import { padded } from "../go-format.ts";
import { exactAt, type IntColumn } from "../int-column.ts";
import type { Prepared } from "../prepared.ts";
import type { Profile } from "../profile.ts";
import { tagsOf } from "../tag-filters.ts";
import { compareUtf8 } from "../utf8-order.ts";
import { visible } from "../visible.ts";
import { withoutInlines } from "../without-inlines.ts";
import type { ReportOptions } from "./options.ts";

/** All of a profile as text, times in UTC. Source: google/pprof, profile.String. */
export function* raw(
	ready: Prepared,
	options: ReportOptions,
): Generator<string> {
	for (const line of lines(
		options.noInlines ? withoutInlines(ready.profile) : ready.profile,
	))
		yield visible(line);
}

function* lines(profile: Profile): Generator<string> {
	const { samples, locations, mappings } = profile;
	for (const comment of profile.comments) yield `Comment: ${comment}`;
	if (profile.docUrl) yield `Doc: ${profile.docUrl}`;
	yield `PeriodType: ${profile.periodType.type} ${profile.periodType.unit}`;
	yield `Period: ${profile.period}`;
	if (profile.timeNanos !== 0n) yield `Time: ${timeText(profile.timeNanos)}`;
	if (profile.durationNanos !== 0n)
		yield `Duration: ${durationText(profile.durationNanos).slice(0, 4)}`;
	yield "Samples:";
	yield profile.sampleTypes
		.map(({ type, unit }) => {
			const mark = type === profile.defaultSampleType ? "[dflt]" : "";
			return `${type}/${unit}${mark}`;
		})
		.join(" ")
		.trim();
	for (let row = 0; row < samples.count; row++)
		yield* sampleLines(profile, row);
	yield "Locations";
	for (let row = 0; row < locations.count; row++)
		yield* locationLines(profile, row);
	yield "Mappings";
	for (let row = 0; row < mappings.count; row++)
		yield mappingLine(profile, row);
}

function sampleLines(profile: Profile, sample: number): readonly string[] {
	const width = profile.sampleTypes.length;
	const values = profile.sampleTypes.map((_, type) => {
		const value = exactAt(profile.samples.values, sample * width + type);
		return ` ${padded(String(value), 10)}`;
	});
	const ids = [...stackOf(profile, sample)].map(
		(location) => `${exactAt(profile.locations.id, location)} `,
	);
	const { texts, numbers } = tagsOf(profile, sample);
	const textLabels = [...texts].map(
		([key, own]) => `${key}:[${own.join(" ")}]`,
	);
	const numberLabels = [...numbers].map(([key, own]) => {
		const hasUnits = own.some(({ unit }) => unit !== "");
		const parts = own.map(({ value, unit }) =>
			hasUnits ? `${value} ${unit}` : String(value),
		);
		return `${key}:[${parts.join(" ")}]`;
	});
	return [
		`${values.join("")}: ${ids.join("")}`,
		...[textLabels, numberLabels]
			.filter((labels) => labels.length > 0)
			.map(
				(labels) => `${" ".repeat(16)}${labels.sort(compareUtf8).join(" ")}`,
			),
	];
}

function locationLines(profile: Profile, location: number): readonly string[] {
	const { locations, mappings, functions, strings } = profile;
	const mapping = (locations.mapping[location] ?? 0) - 1;
	const head = [
		`${padded(String(exactAt(locations.id, location)), 6)}: ${hex(locations.address, location)} `,
		mapping < 0 ? "" : `M=${exactAt(mappings.id, mapping)} `,
		locations.folded[location] ? "[F] " : "",
	].join("");
	const lines = lineRows(profile, location);
	if (lines.length === 0) return [head];
	return lines.map((line, at) => {
		const row = locations.lines.function[line] ?? 0;
		const name = strings.at(functions.name[row] ?? 0);
		const system = strings.at(functions.systemName[row] ?? 0);
		const file = strings.at(functions.file[row] ?? 0);
		const place = `${file}:${exactAt(locations.lines.line, line)}:${exactAt(locations.lines.column, line)}`;
		const start = exactAt(functions.startLine, row);
		const other = name === system ? "" : `(${system})`;
		return `${at === 0 ? head : " ".repeat(13)}${name} ${place} s=${start}${other}`;
	});
}

function mappingLine({ mappings, strings }: Profile, row: number): string {
	const has = mappings.has[row] ?? 0;
	const bits = ["[FN]", "[FL]", "[LN]", "[IN]"]
		.filter((_, bit) => has & (1 << bit))
		.join("");
	const range = [mappings.start, mappings.limit, mappings.offset]
		.map((column) => hex(column, row))
		.join("/");
	const file = strings.at(mappings.file[row] ?? 0);
	const buildId = strings.at(mappings.buildId[row] ?? 0);
	return `${exactAt(mappings.id, row)}: ${range} ${file} ${buildId} ${bits}`;
}

function hex(column: IntColumn, row: number): string {
	return `0x${exactAt(column, row).toString(16)}`;
}

/** As Go prints a time: `2026-11-21 05:57:00.123456789 +0000 UTC`. */
function timeText(nanos: bigint): string {
	const part = ((nanos % SECOND) + SECOND) % SECOND;
	const seconds = new Date(Number((nanos - part) / 1_000_000n)).toISOString();
	const fraction = part.toString().padStart(9, "0").replace(/0+$/, "");
	return `${seconds.slice(0, 10)} ${seconds.slice(11, 19)}${fraction ? `.${fraction}` : ""} +0000 UTC`;
}

/** As Go prints a duration: `1m30.5s`, `150ms`. */
function durationText(nanos: bigint): string {
	if (nanos < 0n) return `-${durationText(-nanos)}`;
	const [unit, factor] =
		nanos < 1_000n
			? ["ns", 1n]
			: nanos < 1_000_000n
				? ["µs", 1_000n]
				: nanos < SECOND
					? ["ms", 1_000_000n]
					: ["s", SECOND];
	const whole = nanos / (factor as bigint);
	const digits = String(factor).length - 1;
	const fraction = (nanos % (factor as bigint))
		.toString()
		.padStart(digits, "0")
		.replace(/0+$/, "");
	const rest = fraction ? `.${fraction}` : "";
	if (unit !== "s") return `${whole}${rest}${unit}`;
	const hours = whole / 3600n;
	const minutes = (whole / 60n) % 60n;
	return [
		hours > 0n ? `${hours}h` : "",
		whole >= 60n ? `${minutes}m` : "",
		`${whole % 60n}${rest}s`,
	].join("");
}

const SECOND = 1_000_000_000n;
