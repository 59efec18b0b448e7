import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, jest, test } from "@jest/globals";
import { readEvidence } from "../../src/adapters/evidence/read.ts";
import { reportsOf } from "../../src/commands/measure.ts";
import { judgeFolder } from "../../src/engine.ts";
import { leakingFolder } from "../support/leaking-folder.ts";
import { type ProfileDraft, profileBytes } from "../support/profile-bytes.ts";
import { scratchFolder } from "../support/scratch.ts";

jest.setTimeout(120_000);

/**
 * A leak whose last profile the service made up: neither does the gate pass for
 * it, nor does a report break or grow without end. What the bytes alone may do
 * is in test/pprof/hostile.test.ts.
 */
const scratch = scratchFolder();

const GOROUTINE: ProfileDraft = {
	sampleTypes: [["goroutine", "count"]],
	samples: [{ locations: [1], values: [310] }],
	locations: [{ id: 1, lines: [[1, 7]] }],
	functions: [{ id: 1, name: "main.f", file: "f.go" }],
};
const with_ = (draft: Partial<ProfileDraft>) =>
	gzipSync(profileBytes({ ...GOROUTINE, ...draft }));
const named = (name: string, file = "f.go") =>
	with_({ functions: [{ id: 1, name, file }] });

const PROFILES: Readonly<Record<string, () => Uint8Array>> = {
	"a bomb of gzip": () => gzipSync(Buffer.alloc(64 * 1024 * 1024)),
	"gzip in gzip": () => gzipSync(gzipSync(Buffer.alloc(64 * 1024 * 1024))),
	nothing: () => Buffer.alloc(0),
	// Attack 65.
	"gzip of nothing": () => gzipSync(""),
	HTML: () => Buffer.from("<html><script>alert(1)</script></html>"),
	"a profile cut short": () => with_({}).subarray(0, -9),
	// Attack 67.
	"a name of two megabytes": () => named("a".repeat(2_000_000)),
	"10,000 names": () =>
		with_({
			functions: Array.from({ length: 10_000 }, (_, id) => ({
				id: id + 1,
				name: `main.f${id}`,
			})),
		}),
	// Attack 66.
	"a stack of 200,000 frames": () =>
		with_({ samples: [{ locations: Array(200_000).fill(1), values: [310] }] }),
	"a location that is there twice": () =>
		with_({
			locations: [
				{ id: 1, lines: [[1, 7]] },
				{ id: 1, lines: [[1, 8]] },
			],
		}),
	"references to nothing": () =>
		with_({ samples: [{ locations: [99], values: [310] }] }),
	"a location that leads to itself": () =>
		with_({ locations: [{ id: 1, lines: Array(300).fill([1, 7]) }] }),
	// Attack 69.
	"fewer than none": () =>
		with_({ samples: [{ locations: [1], values: [-310] }] }),
	"more than all": () =>
		with_({ samples: [{ locations: [1], values: [2n ** 63n - 1n] }] }),
	"no sample": () => with_({ samples: [] }),
	"another kind of profile": () => with_({ sampleTypes: [["cpu", "ns"]] }),
	// Attack 70.
	"a function called __proto__": () => named("__proto__", "__proto__"),
	"a function called constructor": () => named("constructor", "toString"),
	"a function of markup": () =>
		named("</script><script>alert(1)</script>", "javascript:alert(1)"),
	"a function of line ends and commands": () =>
		named("main.f\n::error::x\r\u001b[2J\u202e", "a\n.go"),
	"labels called __proto__": () =>
		with_({
			samples: [
				{
					locations: [1],
					values: [310],
					labels: [
						{ key: "__proto__", text: "x" },
						{ key: "http.route", text: "constructor" },
					],
				},
			],
		}),
};

test.each(Object.keys(PROFILES))(
	"%s hides no leak and breaks no report",
	(name) => {
		const folder = leakingFolder(join(scratch, name.replaceAll("/", "-")));
		writeFileSync(
			join(folder, "evidence", "after-3", "goroutine.pb.gz"),
			PROFILES[name]?.() ?? "",
		);
		const verdict = judgeFolder(readEvidence(folder));
		expect(verdict.outcome).not.toBe("pass");
		expect(verdict.exitCode).not.toBe(0);
		const { markdown, html } = reportsOf(verdict, folder);
		expect(markdown(60_000).length).toBeLessThanOrEqual(60_000);
		expect(html().length).toBeLessThan(4_000_000);
		expect(html()).not.toContain("<script>alert");
		expect(JSON.stringify(verdict).length).toBeLessThan(5_000_000);
		expect(({} as { x?: string }).x).toBeUndefined();
	},
);
