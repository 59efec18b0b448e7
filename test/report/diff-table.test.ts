import { expect, test } from "@jest/globals";
import type { Frame } from "../../src/model/profile.ts";
import type { ProfileChange } from "../../src/model/stack-change.ts";
import { diffTable } from "../../src/report/diff-table.ts";

const frame = (
	name: string,
	origin: Frame["origin"] = "first-party",
): Frame => ({
	function: name,
	key: name,
	file: "/srv/shop/main.go",
	line: 7,
	origin,
});
const held = (count: number, bytes = 0) => ({ count, bytes });

const GOROUTINES: ProfileChange = {
	unit: "goroutines",
	before: held(14),
	after: held(314),
	changes: [
		{
			kind: "new",
			frames: [
				frame("internal/poll.Wait", "standard"),
				frame("main.leak"),
				frame("main.start"),
			],
			before: held(0),
			after: held(305),
		},
		{
			kind: "gone",
			frames: [frame("main.\u001b[31mold")],
			before: held(5),
			after: held(0),
		},
		{ kind: "shrunk", frames: [], before: held(2), after: held(1) },
	],
};

test("goroutines: numbers first, then what and where", () => {
	expect(diffTable(GOROUTINES, { limit: 10 })).toBe(
		[
			"goroutines: +300 (14 → 314)",
			"",
			"+305 (0 → 305)  new     main.leak /srv/shop/main.go:7 ← main.start",
			"-5 (5 → 0)      gone    main.old /srv/shop/main.go:7",
			"-1 (2 → 1)      shrunk  (no frames)",
			"",
		].join("\n"),
	);
});

test("a heap has bytes and objects", () => {
	const change: ProfileChange = {
		unit: "heap",
		before: held(10, 1024),
		after: held(20, 3 * 1024 ** 2),
		changes: [
			{
				kind: "grown",
				frames: [frame("fmt.Sprint", "standard"), frame("main.f")],
				before: held(1, 1024),
				after: held(11, 3 * 1024 ** 2),
			},
		],
	};
	expect(diffTable(change, { limit: 10 })).toBe(
		[
			"heap, estimated from samples: +3.0 MiB (1.0 KiB → 3.0 MiB), +10 (10 → 20) objects",
			"",
			"+3.0 MiB (1.0 KiB → 3.0 MiB)  +10 (1 → 11)  grown  main.f /srv/shop/main.go:7 (fmt.Sprint)",
			"",
		].join("\n"),
	);
});

test("beyond the limit they are counted; nothing is said so", () => {
	expect(diffTable(GOROUTINES, { limit: 1 })).toMatch(/\n… and 2 more\n$/);
	expect(diffTable({ ...GOROUTINES, changes: [] }, { limit: 1 })).toContain(
		"No group of stacks changed.",
	);
});

test("lines that differ in their callers only are told apart", () => {
	const from = (...names: readonly string[]): ProfileChange["changes"][0] => ({
		kind: "new",
		frames: names.map((name) =>
			frame(name, name.startsWith("main.") ? "first-party" : "library"),
		),
		before: held(0),
		after: held(1),
	});
	const changes = [
		from("main.leak", "main.leak", "main.leak", "main.main"),
		from("main.get", "http.mux", "main.serve", "http.Serve"),
		from("main.a", "main.b", "main.c", "main.d", "main.e"),
		from("pool.wait", "pool.run", "pool.start"),
	];
	const lines = diffTable({ ...GOROUTINES, changes }, { limit: 10 });
	const places = lines.split("\n").slice(2, -1);
	expect(
		places.map((line) => line.replaceAll(/.* new {2}| \S+:7/g, "")),
	).toEqual([
		"main.leak ← main.leak ×2 ← main.main",
		"main.get ← main.serve ← http.Serve",
		"main.a ← main.b ← main.c ← … ← main.e",
		"pool.wait ← pool.start",
	]);
});
