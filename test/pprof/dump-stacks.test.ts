import { describe, expect, test } from "@jest/globals";
import { stacksOfDump } from "../../src/pprof/dump-stacks.ts";
import { readAny } from "../../src/pprof/format.ts";
import { gorootOf } from "../../src/pprof/origin.ts";
import { readDump } from "../../src/pprof/read-dump.ts";
import { stacksOf } from "../../src/pprof/stacks.ts";
import { fixtureBytes, SHOP } from "../support/fixture-profiles.ts";

const read = (text: string) =>
	stacksOfDump(readDump(new TextEncoder().encode(text)), { modules: SHOP });

const goroutine = (id: number, state: string, creator = "main.start") => `
goroutine ${id} [${state}]:
main.work(0x1)
	/srv/shop/main.go:12 +0x1
created by ${creator} in goroutine 1
	/srv/shop/main.go:40 +0x2
`;

test("what only a dump tells: the wait, how long, who started it, and proof", () => {
	const [stack, ...others] = read(
		[
			goroutine(7, "chan send (leaked), 12 minutes"),
			goroutine(8, "chan send (leaked), 3 minutes"),
		].join(""),
	);
	expect(others).toEqual([]);
	expect(stack).toMatchObject({
		count: 2,
		wait: "chan send",
		minutes: 12,
		proven: true,
		creator: { function: "main.start", file: "/srv/shop/main.go", line: 40 },
		frames: [{ function: "main.work", line: 12, origin: "first-party" }],
	});
});

test.each<[string, string]>([
	["wait for something else", goroutine(8, "select (leaked)")],
	["are not proven", goroutine(8, "chan send")],
	["have other labels", goroutine(8, 'chan send (leaked) labels:{"k": "v"}')],
	["were started elsewhere", goroutine(8, "chan send (leaked)", "main.other")],
])("goroutines that %s are rows of their own", (_, other) => {
	const stacks = read(goroutine(7, "chan send (leaked)") + other);
	expect(stacks.map(({ count }) => count)).toEqual([1, 1]);
});

describe.each([
	"go1.26/goroutine.debug2.txt",
	"formats/go1.26/goroutine.debug2.txt",
	"formats/go1.26/sigquit.log",
	"formats/go1.26/sigquit-system.log",
	"formats/go1.27/goroutine.debug2.txt",
	"formats/go1.19/sigquit.log",
])("%s", (file) => {
	test("holds the same goroutines, frames and labels as its profile", () => {
		const any = readAny(fixtureBytes(file));
		if (any.kind !== "dump") throw new Error("no dump");
		const goroot = gorootOf(any.profile);
		const options = { modules: SHOP, ...(goroot && { goroot }) };
		const rows = (stacks: ReturnType<typeof stacksOf>) => {
			const counts = new Map<string, number>();
			for (const { frames, labels, count } of stacks) {
				const key = JSON.stringify([frames, Object.entries(labels).sort()]);
				counts.set(key, (counts.get(key) ?? 0) + count);
			}
			return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
		};
		const ours = rows(stacksOfDump(any.dump, options));
		expect(ours).toEqual(rows(stacksOf(any.profile, options)));
		expect(ours.length).toBeGreaterThan(5);
	});
});
