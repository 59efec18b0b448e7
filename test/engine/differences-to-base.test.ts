import { expect, test } from "@jest/globals";
import {
	differencesToBase,
	type ReadRun,
} from "../../src/engine/differences-to-base.ts";
import { type Difference, treeOf } from "../../src/model/difference.ts";
import type { Environment } from "../../src/model/evidence.ts";
import { Stop } from "../../src/model/problem.ts";
import { profileBuilder } from "../../src/pprof/profile-builder.ts";
import { writeProfile } from "../../src/pprof/write.ts";
import { frameAt, stackRows } from "../../src/report/html/stack-rows.ts";
import { frameName } from "../../src/report/html/stack-table.ts";
import { evidenceOf } from "../support/evidence.ts";

/** What each function holds, at rest before the load and after each round. */
type Held = Readonly<Record<string, readonly number[]>>;

const ENVIRONMENT: Environment = {
	tool: "test",
	os: "linux/amd64",
	go: "go1.26.8",
	source: "agent",
	modules: { firstParty: ["shop"], libraries: [] },
	leakProfile: false,
};

function run(
	profile: "goroutine" | "heap",
	held: Held,
	{ requests = 200, go = "go1.26.8" } = {},
): ReadRun {
	const rounds = Object.values(held)[0]?.length ?? 0;
	const evidence = evidenceOf(Array.from({ length: rounds }, () => 10));
	return {
		evidence: {
			...evidence,
			environment: { ...ENVIRONMENT, go },
			loads: evidence.loads.map(({ round, load }) => ({
				round,
				load: { ...load, requests },
			})),
			snapshots: Array.from({ length: rounds }, (_, round) => ({
				moment: round === 0 ? "before" : "after",
				round,
				profiles: { [profile]: String(round) },
			})),
		},
		read: (path) =>
			profileOf(profile, (name) => held[name]?.[Number(path)] ?? 0, held),
	};
}

function profileOf(
	profile: "goroutine" | "heap",
	heldBy: (name: string) => number,
	held: Held,
): Uint8Array {
	const types =
		profile === "heap" ? ["inuse_objects", "inuse_space"] : ["goroutine"];
	const sampleTypes = types.map((type) => ({ type, unit: "count" }));
	const builder = profileBuilder({
		sampleTypes,
		periodType: { type: "space", unit: "bytes" },
	});
	for (const [index, name] of Object.keys(held).entries()) {
		const func = builder.func({
			name,
			systemName: name,
			file: "/shop/shop.go",
			startLine: 0,
		});
		const location = builder.location({
			mapping: -1,
			address: index + 1,
			folded: false,
			lines: [{ func, line: 1, column: 0 }],
		});
		const value = heldBy(name);
		if (value > 0)
			builder.sample(
				[location],
				types.map(() => value),
				[],
			);
	}
	return writeProfile(builder.build());
}

/** `[function, in the base, in the run]`, what differs most first. */
function rowsOf(difference: Difference | undefined) {
	if (!difference) return [];
	return stackRows(difference).map(({ node, before, after }) => {
		const frame = frameAt(difference, node);
		return [frame && frameName(frame), before, after];
	});
}

test("what each stack grew by, there and here, over the rounds that both played", () => {
	const base = run("goroutine", {
		"shop.worker": [4, 4],
		"shop.pool": [0, 8],
		"shop.old": [1, 31],
	});
	const head = run("goroutine", {
		"shop.worker": [4, 4, 4, 4],
		"shop.pool": [0, 8, 8, 8],
		"shop.old": [1, 11, 21, 31],
		"shop.added": [0, 100, 200, 300],
	});
	const [goroutines, ...more] = differencesToBase(base, head);
	expect(more).toEqual([]);
	// What stands still is no growth, and not there.
	expect(rowsOf(goroutines)).toEqual([
		["shop.added", 0, 100],
		["shop.old", 30, 10],
		["shop.pool", 8, 8],
	]);
	expect(goroutines).toMatchObject({
		sides: ["base", "this run"],
		remark: "what the first round of each left behind",
	});
	const whole = goroutines && treeOf(goroutines);
	expect([whole?.before[0], whole?.after[0]]).toEqual([38, 118]);
});

test("a base of fewer requests is brought to those of the run, and that is said", () => {
	const leak = { "shop.leak": [0, 100, 200], "shop.worker": [3, 3, 3] };
	const twice = { "shop.leak": [0, 200, 400], "shop.worker": [3, 3, 3] };
	const [goroutines] = differencesToBase(
		run("goroutine", leak),
		run("goroutine", twice, { requests: 400 }),
	);
	expect(rowsOf(goroutines)).toEqual([["shop.leak", 400, 400]]);
	expect(goroutines?.remark).toBe(
		"what the same 2 rounds of each left behind, the base's at the requests of this run",
	);
});

test("memory is compared unless the runs were made otherwise", () => {
	const heap = (kilobytes: number, go?: string) =>
		run(
			"heap",
			{ "shop.cache": [0, kilobytes * 1024] },
			go === undefined ? {} : { go },
		);
	expect(differencesToBase(heap(1), heap(2))).toMatchObject([
		{ unit: "bytes", title: "growth of in-use heap" },
	]);
	expect(differencesToBase(heap(1), heap(2, "go1.27.0"))).toEqual([]);
});

test("nothing where a profile of either run is missing or damaged, or no round is shared", () => {
	const whole = run("goroutine", { "shop.leak": [0, 100] });
	const { evidence } = whole;
	const damaged = { evidence, read: () => Uint8Array.of(1, 2, 3) };
	const missing = {
		evidence,
		read: (path: string): never => {
			throw new Stop({ code: "evidence-unreadable", message: path });
		},
	};
	const unsaved = { ...whole, evidence: { ...evidence, snapshots: [] } };
	const unplayed = run("goroutine", { "shop.leak": [0] });
	for (const other of [damaged, missing, unsaved, unplayed]) {
		expect(differencesToBase(other, whole)).toEqual([]);
		expect(differencesToBase(whole, other)).toEqual([]);
	}
});
