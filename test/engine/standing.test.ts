import { describe, expect, test } from "@jest/globals";
import { standingIn } from "../../src/engine/standing.ts";
import { fixtureBytes } from "../support/fixture-profiles.ts";

const warnings: string[] = [];
const explained = (file: string, bytes = fixtureBytes(file)) =>
	standingIn(file, {
		bytesOf: async () => bytes,
		warn: ({ message }) => warnings.push(message),
	});

describe.each([
	"go1.26/goroutine.pb.gz",
	"go1.26/goroutine.debug2.txt",
	"go1.27/goroutine.pb.gz",
])("%s", (file) => {
	const of = async (name: string) => {
		const { groups } = await explained(file);
		const found = groups.filter(({ frames }) =>
			frames.some(({ function: one }) => one === name),
		);
		expect(found).toHaveLength(1);
		return found[0];
	};

	test("names cause and mend of what many goroutines wait for", async () => {
		const group = await of(
			"example.com/shop/internal/orders.(*Client).Fetch.func1",
		);
		expect(group).toMatchObject({
			held: { count: 5 },
			wait: "chan send",
			isSuspect: true,
			diagnosis: { id: expect.stringContaining("send") },
		});
	});

	test("suspects a lone goroutine only of what no healthy program does", async () => {
		expect(await of("main.waitReceive")).toMatchObject({
			wait: "chan receive",
			isSuspect: false,
			diagnosis: null,
		});
		expect(await of("main.waitMutex")).toMatchObject({
			wait: "sync.Mutex.Lock",
			isSuspect: true,
		});
	});

	test("suspects several that wait as one may", async () => {
		expect(await of("main.start.func2.1")).toMatchObject({
			held: { count: 3 },
			wait: "chan receive",
			isSuspect: true,
		});
	});

	test("holds every goroutine once, the largest group first", async () => {
		const { unit, held, groups } = await explained(file);
		const counts = groups.map((group) => group.held.count);
		expect(unit).toBe("goroutines");
		expect(counts).toEqual(counts.toSorted((a, b) => b - a));
		expect(counts.reduce((sum, count) => sum + count)).toBe(held.count);
	});
});

test("debug=1 hides why goroutines wait: none is said to run", async () => {
	const { groups } = await explained("formats/go1.26/goroutine.debug1.txt");
	const waits = new Set(groups.map(({ wait }) => wait));
	expect(waits).toContain(null);
	expect(waits).not.toContain("running");
});

test("goroutineleak proves, and so also accuses the lone", async () => {
	const { groups } = await explained("go1.26/goroutineleak.pb.gz");
	expect(groups.length).toBeGreaterThan(3);
	expect(groups.every(({ proven, isSuspect }) => proven && isSuspect)).toBe(
		true,
	);
});

test("a heap is explained by its sites, the most bytes first", async () => {
	const { unit, held, groups } = await explained("formats/go1.26/heap.pb.gz");
	const bytes = groups.map((group) => group.held.bytes);
	expect(unit).toBe("heap");
	expect(bytes).toEqual(bytes.toSorted((a, b) => b - a));
	expect(held.bytes).toBeGreaterThan(4 * 1024 ** 2);
	expect(groups[0]).toMatchObject({ wait: null, diagnosis: null });
});

test("of memory, only what the catalogue knows by its stack is said", async () => {
	const { groups } = await explained("go1.26/heap.pb.gz");
	const known = groups.flatMap(({ diagnosis }) => diagnosis?.id ?? []);
	expect(known).toContain("files-not-closed");
	expect(known.length).toBeLessThan(groups.length / 2);
});

test("a profile of something else is a Stop with another command", async () => {
	await expect(explained("kinds/go1.26/cpu.pb.gz")).rejects.toMatchObject({
		problems: [
			{
				code: "profile-not-explained",
				where: "kinds/go1.26/cpu.pb.gz",
				remedy: expect.stringContaining("leak-budget top"),
			},
		],
	});
});

test("a dump that is cut short is explained as far as it goes, and said to be", async () => {
	const whole = fixtureBytes("go1.26/goroutine.debug2.txt");
	const { held } = await explained("cut.txt", whole.slice(0, 4_000));
	expect(held.count).toBeGreaterThan(0);
	expect(warnings).toEqual([expect.stringContaining("cut short")]);
});
