import { expect, test } from "@jest/globals";
import { differencesOfRun } from "../../src/engine/differences.ts";
import { treeOf } from "../../src/model/difference.ts";
import type { Snapshot } from "../../src/model/evidence.ts";
import { Stop } from "../../src/model/problem.ts";
import { writeProfile } from "../../src/pprof/write.ts";
import { syntheticHeap } from "../support/synthetic-profile.ts";

const files: Readonly<Record<string, Uint8Array>> = {
	before: writeProfile(syntheticHeap({ samples: 20 })),
	after: writeProfile(syntheticHeap({ samples: 20, growth: true })),
	damaged: new Uint8Array([1, 2, 3]),
};

function read(path: string): Uint8Array {
	const bytes = files[path];
	if (!bytes) throw new Stop({ code: "evidence-unreadable", message: path });
	return bytes;
}

function snapshot(round: number, profiles: Snapshot["profiles"]): Snapshot {
	return { moment: round === 0 ? "before" : "after", round, profiles };
}

test("from before the load to after the last round", () => {
	const [heap, ...more] = differencesOfRun(
		{
			snapshots: [
				snapshot(0, { heap: "before" }),
				snapshot(1, { heap: "before" }),
				snapshot(2, { heap: "after" }),
			],
		},
		read,
	);
	expect(more).toEqual([]);
	expect(heap?.unit).toBe("bytes");
	const tree = treeOf(heap as NonNullable<typeof heap>);
	expect(tree.after[0]).toBeGreaterThan(tree.before[0] ?? 0);
});

test.each([
	["no round was played", [snapshot(0, { heap: "before" })]],
	[
		"a profile is damaged",
		[snapshot(0, { heap: "before" }), snapshot(1, { heap: "damaged" })],
	],
	[
		"a profile is gone",
		[snapshot(0, { heap: "before" }), snapshot(1, { heap: "nowhere" })],
	],
])("nothing where %s", (_, snapshots) => {
	expect(differencesOfRun({ snapshots }, read)).toEqual([]);
});
