import { expect, test } from "@jest/globals";
import { profileBuilder } from "../../src/pprof/profile-builder.ts";
import { readProfile } from "../../src/pprof/read.ts";
import { stacksOf } from "../../src/pprof/stacks.ts";
import { profileBytes } from "../support/profile-bytes.ts";

const MODULES = { firstParty: [], libraries: [] };
const MILLION = 1_000_000;

test("a million goroutines in one place are a million", () => {
	const profile = readProfile(
		profileBytes({
			sampleTypes: [["goroutine", "count"]],
			samples: [{ locations: [1], values: [MILLION] }],
			locations: [{ id: 1, address: 1, lines: [[1, 7]] }],
			functions: [{ id: 1, name: "main.leak", file: "/f.go" }],
		}),
	);
	const [stack] = stacksOf(profile, { modules: MODULES });
	expect(stack?.count).toBe(MILLION);
});

test("a million goroutines in ten thousand places: each counts", () => {
	const type = { type: "goroutine", unit: "count" };
	const builder = profileBuilder({ sampleTypes: [type] });
	for (let place = 0; place < 10_000; place++) {
		const name = `main.leak${place}`;
		const func = builder.func({
			name,
			systemName: name,
			file: "/f.go",
			startLine: 0,
		});
		const location = builder.location({
			mapping: -1,
			address: place,
			lines: [{ func, line: 1, column: 0 }],
			folded: false,
		});
		builder.sample([location], [100], []);
	}
	const stacks = stacksOf(builder.build(), { modules: MODULES });
	expect(stacks).toHaveLength(10_000);
	expect(stacks.reduce((sum, one) => sum + one.count, 0)).toBe(MILLION);
});
