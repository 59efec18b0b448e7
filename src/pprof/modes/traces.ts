import { stackOf } from "../edit-stacks.ts";
import { padded } from "../go-format.ts";
import { detailOf } from "../granularity.ts";
import { printableName } from "../node-info.ts";
import { nodeTable } from "../node-table.ts";
import type { Prepared } from "../prepared.ts";
import { tagsOf } from "../tag-filters.ts";
import { scaledLabel } from "../units.ts";
import { compareUtf8 } from "../utf8-order.ts";
import { visible } from "../visible.ts";
import { valuesOf } from "./graph-report.ts";
import type { ReportOptions } from "./options.ts";

const SEPARATOR =
	"-----------+-------------------------------------------------------";

/** Each sample with its labels, value and stack, in the order of the profile. */
export function* traces(
	ready: Prepared,
	options: ReportOptions,
): Generator<string> {
	const { profile, column } = ready;
	const values = valuesOf(ready, options.unit ?? "minimum");
	const table = nodeTable(
		profile,
		detailOf(options.granularity ?? "functions", {
			noInlines: options.noInlines ?? false,
			untrimmedFiles: true,
		}),
	);
	const names = table.infos.map((info) => visible(printableName(info)));
	const width = profile.sampleTypes.length;
	for (let sample = 0; sample < profile.samples.count; sample++) {
		const row = sample * width + column;
		const { numbers, wide } = profile.samples.values;
		const value = values.text(wide.get(row) ?? numbers[row] ?? 0);
		const frames = [...stackOf(profile, sample)].flatMap((location) => {
			const from = table.start[location] ?? 0;
			const to = table.start[location + 1] ?? 0;
			return [...table.nodes.subarray(from, to)].map(
				(node, at) =>
					`${names[node] ?? ""}${from + at + 1 < to ? " (inline)" : ""}`,
			);
		});
		if (frames.length === 0) continue;
		yield SEPARATOR;
		yield* labelLines(ready, sample);
		for (const [at, frame] of frames.entries())
			yield `${padded(at === 0 ? value : "", 10)}   ${frame}`;
	}
	yield SEPARATOR;
}

function labelLines({ profile, tagUnits }: Prepared, sample: number): string[] {
	const { texts, numbers } = tagsOf(profile, sample);
	const line = (key: string, values: readonly string[]) =>
		`${padded(key, 10)}:  ${values.join(" ")}`;
	return [
		...[...texts]
			.map(([key, values]) => line(key, values))
			.sort(compareWithEnd),
		...[...numbers]
			.map(([key, values]) => {
				const unit = tagUnits.get(key) ?? "";
				return line(
					key,
					values.map(({ value }) => scaledLabel(value, unit, "auto")),
				);
			})
			.sort(compareWithEnd),
	].map(visible);
}

/** pprof sorts lines with the line feed at their end. */
function compareWithEnd(a: string, b: string): number {
	return compareUtf8(`${a}\n`, `${b}\n`);
}
