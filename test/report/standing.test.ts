import { expect, test } from "@jest/globals";
import type { Frame } from "../../src/model/profile.ts";
import type { Standing, StandingGroup } from "../../src/model/standing.ts";
import { standingReport } from "../../src/report/standing.ts";

const frame = (name: string, file = "/srv/shop/main.go"): Frame => ({
	function: name,
	key: name,
	file,
	line: 7,
	origin: "first-party",
});

const SENDING = {
	id: "send-abandoned",
	cause: "Nobody receives from `found`.",
	mend: "Give it a buffer.",
	code: "found := make(chan T, 1)\n",
	link: "https://go.dev/blog/pipelines",
};

function group(more: Partial<StandingGroup> = {}): StandingGroup {
	return {
		frames: [frame("main.fetch.func1"), frame("main.fetch")],
		held: { count: 300, bytes: 0 },
		wait: "chan send",
		minutes: 12,
		creator: { function: "main.fetch", file: "/srv/shop/main.go", line: 5 },
		proven: true,
		routes: [
			["GET /orders/{id}", 290],
			["GET /", 10],
		],
		isSuspect: true,
		diagnosis: SENDING,
		...more,
	};
}

const report = (
	groups: readonly StandingGroup[],
	more: Partial<Standing> & { readonly limit?: number } = {},
) => {
	const standing: Standing = {
		unit: "goroutines",
		held: { count: 304, bytes: 0 },
		groups,
		...more,
	};
	return standingReport(standing, { color: false, limit: more.limit ?? 10 });
};

test("counts, places, waits, causes and mends; what has been said is not said again", () => {
	const lone = { wait: "IO wait", minutes: 0, isSuspect: false };
	expect(
		report([
			group(),
			group({ frames: [frame("main.other")], held: { count: 3, bytes: 0 } }),
			group({
				...lone,
				held: { count: 1, bytes: 0 },
				creator: null,
				proven: false,
				routes: [],
				diagnosis: null,
			}),
		]),
	).toBe(`304 goroutines in 3 groups of stacks

 1  300  main.fetch.func1 /srv/shop/main.go:7 ← main.fetch
    blocked in chan send · for 12 min · proven blocked for ever · started by main.fetch shop/main.go:5 · GET /orders/{id} (290) and 1 more route
    Nobody receives from found.
    Give it a buffer.
        found := make(chan T, 1)
    https://go.dev/blog/pipelines

 2  3  main.other /srv/shop/main.go:7
    blocked in chan send · for 12 min · proven blocked for ever · started by main.fetch shop/main.go:5 · GET /orders/{id} (290) and 1 more route
    Cause and mend: as under 1.

 3  1  main.fetch.func1 /srv/shop/main.go:7 ← main.fetch
    blocked in IO wait

One profile shows what is there, not what grows: a cause holds for what should not be there.
leak-budget diff BEFORE AFTER shows what grew.
`);
});

test("what the catalogue does not know says what its wait means", () => {
	const text = report([group({ diagnosis: null, wait: "sync.Mutex.Lock" })]);
	expect(text).toContain("It waits for a lock that is still held.");
	expect(text).not.toContain("diff BEFORE AFTER");
});

test("a format that hides the waits is said to", () => {
	const text = report([group({ diagnosis: null, wait: null, minutes: 0 })]);
	expect(text).toContain("this format does not tell why they wait");
});

test("a heap says bytes and objects", () => {
	const text = report(
		[group({ held: { count: 9, bytes: 4 * 1024 ** 2 }, wait: null })],
		{ unit: "heap", held: { count: 1, bytes: 1024 } },
	);
	expect(text).toContain("heap, estimated from samples: 1.0 KiB, 1 objects");
	expect(text).toContain(" 1  4.0 MiB in 9  main.fetch.func1");
	expect(text).not.toContain("does not tell");
});

test("at most so many groups, and how many more", () => {
	const text = report([group(), group(), group()], { limit: 1 });
	expect(text).toContain("… and 2 groups of stacks more: -limit 0 shows all");
	expect(text).not.toContain("\n 2  ");
});

test.each([
	"\u001b[31mred\u001b[0m \u001b]8;;https://evil.example\u0007x",
	"a\nb\r\u0007\u202e\u2066",
	"x".repeat(10_000),
	"\ud800",
])("the terminal obeys nothing of %j", (name) => {
	const text = report([
		group({
			frames: [frame(name, name), frame(name)],
			wait: name,
			creator: { function: name, file: name, line: 1 },
			routes: [[name, 1]],
			diagnosis: {
				...SENDING,
				cause: name,
				mend: name,
				code: name,
				link: name,
			},
		}),
	]);
	expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
	expect(text).not.toContain("evil.example/");
	expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThan(
		1_500,
	);
});
