import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { summaryReader } from "../../../src/adapters/load/summaries/reader.ts";

const samples = join(import.meta.dirname, "samples");
const sample = (name: string) => readFileSync(join(samples, name));

function read(...chunks: readonly (string | Uint8Array)[]) {
	const reader = summaryReader();
	for (const chunk of chunks) reader.write(Buffer.from(chunk));
	return reader.end();
}

const mixed = { requests: 40, errors: 4, errorKinds: { "HTTP 500": 4 } };
const refused = {
	requests: 40,
	errors: 40,
	errorKinds: { "connection refused": 40 },
};

test.each([
	["hey-mixed.csv", { ...mixed, tool: "hey", p99Ms: expect.closeTo(16.4, 1) }],
	["hey-refused.csv", { requests: 0, errors: 0, tool: "hey" }],
	["hey-mixed.txt", { ...mixed, tool: "hey" }],
	["hey-refused.txt", { ...refused, tool: "hey" }],
	["vegeta-mixed.json.txt", { ...mixed, tool: "vegeta", p99Ms: 1.9 }],
	["vegeta-refused.json.txt", { ...refused, tool: "vegeta", p99Ms: 0.25 }],
	["autocannon-mixed.json.txt", { ...mixed, tool: "autocannon", p99Ms: 13 }],
	[
		"autocannon-refused.json.txt",
		{
			...refused,
			errorKinds: { "no answer": 40 },
			tool: "autocannon",
			p99Ms: 0,
		},
	],
	[
		"k6-export.json.txt",
		{
			...mixed,
			errorKinds: { http_req_failed: 4 },
			tool: "k6",
			p99Ms: expect.closeTo(1.44, 1),
		},
	],
	[
		"k6-handle-summary.json.txt",
		{
			...mixed,
			errorKinds: { http_req_failed: 4 },
			tool: "k6",
			p99Ms: expect.any(Number),
		},
	],
	[
		"k6-machine-readable.json.txt",
		{ ...mixed, errorKinds: { http_req_failed: 4 }, tool: "k6" },
	],
	[
		"k6-refused.json.txt",
		{ ...refused, errorKinds: { http_req_failed: 40 }, tool: "k6", p99Ms: 0 },
	],
])("%s", (name, summary) => {
	expect(read(sample(name))).toEqual(summary);
});

test("text around the JSON does not matter, and the last summary counts", () => {
	const other = String(sample("vegeta-refused.json.txt"));
	const last = String(sample("vegeta-mixed.json.txt"));
	expect(
		read("starting\n{ not json }\n", other, "\n", last, "\nbye\n"),
	).toMatchObject(mixed);
	expect(
		read("[info] {\n", sample("k6-export.json.txt"), "\ndone {}\n"),
	).toBeUndefined();
	expect(
		read("[info]\n", sample("k6-export.json.txt"), "\ndone\n"),
	).toMatchObject({
		tool: "k6",
	});
});

test.each([
	["nothing", ""],
	["some text", "200 requests sent\n"],
	["some JSON", '{"requests": 5}\n'],
	["a negative count", '{"requests":-1,"status_codes":{}}'],
	["a metric of another shape", '{"metrics":{"http_reqs":[]}}'],
	["no object at all", "null"],
	[
		"keys of the prototype",
		'{"metrics":{"__proto__":{"http_reqs":{"count":5}}}}',
	],
])("no summary in %s", (_, text) => {
	expect(read(text)).toBeUndefined();
});

test("a CSV of a hundred thousand rows is counted, not kept", () => {
	const [header, row] = String(sample("hey-mixed.csv")).split("\n");
	const rows = Buffer.from(`${row}\n`.repeat(1_000));
	const reader = summaryReader();
	reader.write(Buffer.from(`${header}\n`));
	for (let n = 0; n < 100; n += 1) reader.write(rows);
	expect(reader.end()).toMatchObject({ requests: 100_000, errors: 0 });
});

test("a summary after many megabytes of chatter is found", () => {
	const reader = summaryReader();
	const chatter = Buffer.from(`${"x".repeat(99)}\n`.repeat(10_000));
	for (let n = 0; n < 12; n += 1) reader.write(chatter);
	reader.write(sample("vegeta-mixed.json.txt"));
	expect(reader.end()).toMatchObject(mixed);
});

test("any bytes give a summary or none", () => {
	fc.assert(
		fc.property(fc.json(), fc.uint8Array(), (json, bytes) => {
			read(json);
			read(bytes);
		}),
	);
});
