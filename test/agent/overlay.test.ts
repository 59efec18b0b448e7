import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
	agentMarker,
	agentSources,
	mergeGoFlags,
	overlayJson,
} from "../../src/agent/overlay.ts";

describe("GOFLAGS", () => {
	const ours = "/w/overlay.json";
	test.each([
		["", "-overlay=/w/overlay.json", undefined],
		["-mod=vendor", "-mod=vendor -overlay=/w/overlay.json", undefined],
		[
			"  '-ldflags=-X main.a=b'\t-trimpath\n",
			"'-ldflags=-X main.a=b' -trimpath -overlay=/w/overlay.json",
			undefined,
		],
		["-overlay=a.json -v", "-v -overlay=/w/overlay.json", "a.json"],
		["--overlay=a.json", "-overlay=/w/overlay.json", "a.json"],
		[`"-overlay=a b.json"`, "-overlay=/w/overlay.json", "a b.json"],
		["-overlay=a -overlay=b", "-overlay=/w/overlay.json", "b"],
		["-overlay=", "-overlay=/w/overlay.json", undefined],
		["-overlays=a", "-overlays=a -overlay=/w/overlay.json", undefined],
		[
			`'-ldflags=-X "a b"'`,
			`'-ldflags=-X "a b"' -overlay=/w/overlay.json`,
			undefined,
		],
		[
			`"-ldflags=-X 'a b'"`,
			`"-ldflags=-X 'a b'" -overlay=/w/overlay.json`,
			undefined,
		],
	])("%j becomes %j", (before, flags, existing) => {
		expect(mergeGoFlags(before, ours)).toEqual({ flags, existing });
	});

	test("a path with spaces is quoted", () => {
		expect(mergeGoFlags("", "/my folder/o.json").flags).toBe(
			"'-overlay=/my folder/o.json'",
		);
	});

	test("merging again changes nothing but the overlay", () => {
		const flag = fc.stringMatching(/^-[a-z]+(=[a-z' ]*)?$/);
		fc.assert(
			fc.property(fc.array(flag), (flags) => {
				const text = flags
					.map((flag) => (/ |'/.test(flag) ? `"${flag}"` : flag))
					.join(" ");
				const once = mergeGoFlags(text, "/a").flags;
				const twice = mergeGoFlags(once, "/b");
				expect(twice.existing).toBe("/a");
				expect(twice.flags).toBe(once.replace(/-overlay=\/a$/, "-overlay=/b"));
			}),
		);
	});
});

describe("overlay", () => {
	test("adds every file of the agent and keeps the user's; what labels need can be left out line by line", () => {
		const json = overlayJson({
			goroot: "/go",
			folder: "/w/agent",
			server: "/w/server.go",
			existing: { "/app/main.go": "/app/other.go" },
		});
		const labels = {
			"@LABELS@/go/src/net/http/server.go": "/w/server.go",
			"@LABELS@/go/src/net/http/leak_budget_routes.go":
				"/w/agent/http_routes.go",
		};
		const marked = /^.*@LABELS@.*\n/gm;
		expect(json.match(marked)).toHaveLength(2);
		expect(JSON.parse(json).Replace).toMatchObject(labels);
		expect(JSON.parse(json.replace(marked, ""))).toEqual({
			Replace: {
				"/app/main.go": "/app/other.go",
				"/go/src/net/leak_budget_listener.go": "/w/agent/listener.go",
				"/go/src/net/leak_budget_answers.go": "/w/agent/answers.go",
				"/go/src/net/leak_budget_plant.go": "/w/agent/plant.go",
				"/go/src/net/leak_budget_routes.go": "/w/agent/routes.go",
				"/go/src/net/leak_budget_wire.go": "/w/agent/wire.go",
				"/go/src/net/leak_budget_platform_linux.go":
					"/w/agent/platform_linux.go",
				"/go/src/net/leak_budget_platform_darwin.go":
					"/w/agent/platform_darwin.go",
			},
		});
	});
});

describe("the agent's sources", () => {
	const sources = Object.entries(agentSources);

	test("hold the marker that is looked for in binaries", () => {
		expect(sources.map(([, text]) => text).join("")).toContain(
			`"${agentMarker}"`,
		);
	});

	// Readers of profiles leave the agent's stacks out by this name, all but what is planted to be found.
	test.each(sources)("%s: functions are named leakBudget…", (_, text) => {
		const functions = [
			...text.matchAll(/^func (?:\(\w+ \*?(\w+)\) )?(\w+)/gm),
		].map(([, receiver, name]) => receiver ?? name);
		expect(functions).not.toEqual([]);
		for (const name of functions) {
			expect(name).toMatch(/^([lL]eakBudget[A-Z]\w*|plantedLeak\w*|init)$/);
		}
	});

	test.each(sources)("%s: imports nothing that links net/http", (_, text) => {
		expect(text).not.toMatch(/"net\//);
	});
});
