import { expect, test } from "@jest/globals";
import { Stop } from "../../src/model/problem.ts";
import { compareProfiles } from "../../src/pprof/compare.ts";
import { readAny } from "../../src/pprof/format.ts";
import type { Profile } from "../../src/pprof/profile.ts";
import { fixtureBytes } from "../support/fixture-profiles.ts";

const MODULES = { firstParty: [], libraries: [] };
const bytes = (text: string) => new TextEncoder().encode(text);

function goroutines(counts: Readonly<Record<string, number>>): Profile {
	const rows = Object.entries(counts).map(
		([name, count], at) =>
			`${count} @ 0x${at + 2}\n#\t0x${at + 1}\tmain.${name}+0x1\t/${name}.go:${count}\n`,
	);
	return readAny(bytes(`goroutine profile: total 0\n${rows.join("\n")}`))
		.profile;
}

const changes = (before: Profile, after: Profile) =>
	compareProfiles(before, after, MODULES).changes.map((one) => [
		one.kind,
		one.frames[0]?.function,
		one.after.count - one.before.count,
	]);

test("new, grown, shrunk and gone, the largest change first; the same is left out", () => {
	const before = goroutines({ same: 3, grown: 1, shrunk: 9, gone: 40 });
	const after = goroutines({ same: 3, grown: 31, shrunk: 2, fresh: 8 });
	expect(changes(before, after)).toEqual([
		["gone", "main.gone", -40],
		["grown", "main.grown", 30],
		["new", "main.fresh", 8],
		["shrunk", "main.shrunk", -7],
	]);
	const { before: had, after: has } = compareProfiles(before, after, MODULES);
	expect([had.count, has.count]).toEqual([53, 44]);
});

test("closures and lines do not tell groups apart, and the later profile names them", () => {
	const { changes } = compareProfiles(
		goroutines({ "f.func1": 2, "f.func2": 3 }),
		goroutines({ "f.func3": 9 }),
		MODULES,
	);
	expect(changes).toMatchObject([
		{ kind: "grown", before: { count: 5 }, after: { count: 9 } },
	]);
	expect(changes[0]?.frames[0]?.function).toBe("main.f.func3");
});

test("formats of one process compare as the same", () => {
	const read = (name: string) =>
		readAny(fixtureBytes(`formats/go1.27/${name}`)).profile;
	const proto = read("goroutine.pb.gz");
	expect(changes(proto, read("goroutine.debug1.txt"))).toEqual([]);
	expect(changes(read("goroutine.debug2.txt"), proto)).toEqual([]);
	expect(changes(read("heap.pb.gz"), read("heap.debug1.txt"))).toEqual([]);
});

test("a heap by its bytes", () => {
	const heap = (...rows: [name: string, objects: number, size: number][]) => {
		const objects = rows.reduce((sum, row) => sum + row[1], 0);
		const text = rows.map(
			([name, count, size]) =>
				`${count}: ${count * size} [${count}: ${count * size}] @ 0x2\n#\t0x1\tmain.${name}+0x1\t/f.go:1\n`,
		);
		return readAny(
			bytes(
				`heap profile: ${objects}: 1 [${objects}: 2] @ heap/2\n${text.join("\n")}`,
			),
		).profile;
	};
	const change = compareProfiles(
		heap(["small", 1, 10], ["large", 1, 1000], ["moved", 2, 50]),
		heap(["small", 90, 10], ["large", 3, 1000], ["moved", 1, 100]),
		MODULES,
	);
	expect(change.unit).toBe("heap");
	expect(
		change.changes.map((one) => [one.frames[0]?.function, one.after.bytes]),
	).toEqual([
		["main.large", 3000],
		["main.small", 900],
		["main.moved", 100],
	]);
});

test("profiles of two kinds do not compare", () => {
	const heap = readAny(fixtureBytes("formats/go1.27/heap.pb.gz")).profile;
	expect(() => compareProfiles(heap, goroutines({ f: 1 }), MODULES)).toThrow(
		Stop,
	);
});

test("goroutines, and those of them that are proven to leak, are different things", () => {
	const all = goroutines({ f: 2 });
	const leaked: Profile = {
		...all,
		sampleTypes: [{ type: "goroutineleak", unit: "count" }],
	};
	expect(() => compareProfiles(all, leaked, MODULES)).toThrow(Stop);
	expect(changes(leaked, leaked)).toEqual([]);
});
