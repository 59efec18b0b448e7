import { describe, expect, test } from "@jest/globals";
import {
	parseHeadLine,
	parseHeap,
	parseIndex,
} from "../../../src/adapters/probe/pprof-answers.ts";

const heap = `heap profile: 82: 768768 [94: 4424960] @ heap/1048576
11: 209792 [11: 209792] @ 0x6937b4 0x69379a
#	0x6937b3	main.inlineAlloc+0x93	/app/main.go:29

# runtime.MemStats
# Alloc = 43598768
# TotalAlloc = 53598768
# HeapAlloc = 43598768
# Sys = 77715648
# HeapSys = 66715648
# HeapIdle = 20000000
# HeapInuse = 46715648
# HeapReleased = 1000000
# HeapObjects = 1234
# Stack = 458752 / 491520
# PauseNs = [1 2 3]
# NumGC = 7
# NumForcedGC = 2
# GCCPUFraction = 0.001
# DebugGC = false
# MaxRSS = 31055872
`;

describe("heap?debug=1", () => {
	test("its trailer is exact", () => {
		expect(parseHeap(heap)).toEqual({
			memProfileRate: 524288,
			counters: {
				heapAlloc: 43598768,
				heapObjects: 1234,
				heapSys: 66715648,
				heapReleased: 1000000,
				heapInuse: 46715648,
				stackInuse: 458752,
				sys: 77715648,
				numGc: 7,
			},
		});
	});

	test.each([
		["nothing", ""],
		["a page", "<html>heap profile: @ heap/1</html>"],
		["no trailer", heap.slice(0, heap.indexOf("# runtime"))],
		["no head line", heap.slice(heap.indexOf("\n") + 1)],
		["a counter too few", heap.replace("# HeapObjects = 1234\n", "")],
		["a negative counter", heap.replace("= 1234", "= -1234")],
	])("%s is refused", (_, text) => {
		expect(() => parseHeap(text)).toThrow(/Go heap profile/);
	});
});

describe("index page", () => {
	test.each([
		["Go 1.26", "<a href='goroutine?debug=1'>goroutine</a>"],
		["a slash", '<a href="/debug/pprof/goroutine?debug=1">goroutine</a>'],
	])("counts are read, %s", (_, link) => {
		const page = `<table><td>Count</td><td>Profile</td>
<tr><td>3</td><td><a href='goroutineleak?debug=1'>goroutineleak</a></td></tr>
<tr><td>14</td><td>${link}</td></tr>
<tr><td>9</td><td><a href='threadcreate?debug=1'>threadcreate</a></td></tr>`;
		expect(parseIndex(page)).toEqual({
			goroutine: 14,
			threadcreate: 9,
			goroutineleak: 3,
		});
	});

	test("another page has none", () => {
		expect(parseIndex("<td>1</td><td>goroutine</td>").goroutine).toBe(
			undefined,
		);
	});
});

test.each([
	["goroutine profile: total 14\n1 @ 0x1\n", 14],
	["threadcreate profile: total 14\n", undefined],
	["<html>goroutine profile: total 14\n", undefined],
])("head line of %j", (text, count) => {
	expect(parseHeadLine("goroutine", text)).toBe(count);
});
