import { expect, test } from "@jest/globals";
import type { Wait } from "../../src/pprof/dump.ts";
import { dumpHeader } from "../../src/pprof/dump-header.ts";

const PLAIN: Wait = {
	state: "running",
	minutes: 0,
	locked: false,
	leaked: false,
	durable: false,
	bubble: undefined,
	labels: [],
};
const LABELS = [
	{ key: "http.route", text: "GET /a]b:{id}" },
	{ key: "tenant", text: 'a=b,c]: "x"\n\t\\' },
];

// First lines behind `goroutine 8`, from Go 1.19 to 1.27.
test.each<[string, Partial<Wait>]>([
	[" [running]:", {}],
	[" [chan send (nil chan)]:", { state: "chan send (nil chan)" }],
	[
		" [chan receive, 12 minutes, locked to thread]:",
		{ state: "chan receive", minutes: 12, locked: true },
	],
	[
		" [select (no cases) (leaked), 3 minutes]:",
		{ state: "select (no cases)", leaked: true, minutes: 3 },
	],
	[" [runnable (scan)]:", { state: "runnable" }],
	[
		" [chan receive (durable), 1 minutes, synctest bubble 4]:",
		{ state: "chan receive", durable: true, minutes: 1, bubble: 4 },
	],
	[" gp=0xc00 m=3 mp=0xc01 [IO wait]:", { state: "IO wait" }],
	[" gp=0xc00 m=nil [GC sweep wait]:", { state: "GC sweep wait" }],
	[" [???]:", { state: "???" }],
	// Go 1.26 with tracebacklabels=1
	[
		' [running labels:{"http.route": "GET /a]b:{id}", "tenant": "a=b,c]: \\"x\\"\\n\\t\\\\"}]:',
		{ labels: LABELS },
	],
	[
		' [chan send (leaked), 2 minutes, locked to thread labels:{"a": ""}]:',
		{
			state: "chan send",
			leaked: true,
			minutes: 2,
			locked: true,
			labels: [{ key: "a", text: "" }],
		},
	],
	// Go 1.27
	[
		' [select, 2 minutes] {http.route: "GET /a]b:{id}", tenant: "a=b,c]: \\"x\\"\\n\\t\\\\"}:',
		{ state: "select", minutes: 2, labels: LABELS },
	],
	[
		" [sleep] {empty: , plain: abc/d_e.f}:",
		{
			state: "sleep",
			labels: [
				{ key: "empty", text: "" },
				{ key: "plain", text: "abc/d_e.f" },
			],
		},
	],
	// Labels that make no sense do not cost the goroutine.
	[" [sleep] {a=b}:", { state: "sleep" }],
])("%s", (text, expected) => {
	expect(dumpHeader(text)).toEqual({ ...PLAIN, ...expected });
});

test.each(["", ":", " is not one", " [running]", " [running:", "[running]:"])(
	"%j is none",
	(text) => {
		expect(dumpHeader(text)).toBeUndefined();
	},
);
