// pprof-format 2.3.2: decodes both profiles; it computes nothing, so that flat
// and cum by function of the difference are added up here, without merging.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

const [folder, ...files] = process.argv.slice(2);
const { Profile } = createRequire(join(folder, "x.js"))("pprof-format");
const flat = new Map();
const cum = new Map();
for (const [index, file] of files.entries()) {
	const sign = index === 0 ? -1 : 1;
	const profile = Profile.decode(gunzipSync(readFileSync(file)));
	const strings = profile.stringTable.strings;
	const functions = new Map(profile.function.map((one) => [one.id, one]));
	const names = new Map(
		profile.location.map((one) => [
			one.id,
			one.line.map(
				(line) => strings[Number(functions.get(line.functionId).name)],
			),
		]),
	);
	for (const { locationId, value } of profile.sample) {
		const weight = sign * Number(value.at(-1));
		const stack = locationId.flatMap((id) => names.get(id));
		flat.set(stack[0], (flat.get(stack[0]) ?? 0) + weight);
		for (const name of new Set(stack))
			cum.set(name, (cum.get(name) ?? 0) + weight);
	}
}
const rows = [...flat].sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]));
for (const [name, weight] of rows.slice(0, 200))
	console.log(weight, cum.get(name), name);
