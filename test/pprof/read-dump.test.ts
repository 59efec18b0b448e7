import { describe, expect, test } from "@jest/globals";
import { type DumpedGoroutine, ELIDED } from "../../src/pprof/dump.ts";
import { dumpToProfile } from "../../src/pprof/dump-profile.ts";
import { readDump } from "../../src/pprof/read-dump.ts";
import { stacksOf } from "../../src/pprof/stacks.ts";
import { fixtureBytes } from "../support/fixture-profiles.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (...lines: string[]) => readDump(bytes(lines.join("\n")));
const shown = ({ stack }: DumpedGoroutine) =>
	stack.frames.map(
		({ function: name, file, line, inlined }) =>
			`${name} ${file}:${line}${inlined ? " inlined" : ""}`,
	);
const fixture = (name: string) => readDump(fixtureBytes(`formats/${name}`));

const WORKER = [
	"goroutine 7 [chan send, 2 minutes]:",
	"main.(*Pool[...]).send(0xc000012345?, {0x2, 0x3}, _, ...)",
	"\t/srv/my shop/pool.go:12 +0x1d",
	"created by main.start in goroutine 1",
	"\t/srv/my shop/main.go:30 +0x47",
	"",
];
const MAIN = [
	"goroutine 1 [running]:",
	"main.inner(...)",
	"\t/srv/main.go:4",
	"panic({0x1, 0x2})",
	"\t/go/src/runtime/panic.go:783 +0x132",
	"main.main()",
	"\t/srv/main.go:9 +0x25 fp=0xc0 sp=0xc1 pc=0x47",
	"",
];

describe("a goroutine", () => {
	const dump = read(...MAIN, ...WORKER);
	const [main, worker] = dump.goroutines;
	test("has its frames, the leaf first", () => {
		expect(main && shown(main)).toEqual([
			"main.inner /srv/main.go:4 inlined",
			"runtime.gopanic /go/src/runtime/panic.go:783",
			"main.main /srv/main.go:9",
		]);
		expect(worker && shown(worker)).toEqual([
			"main.(*Pool[...]).send /srv/my shop/pool.go:12",
		]);
	});
	test("has its state, its creator and where that was", () => {
		expect([main?.id, worker?.id]).toEqual([1, 7]);
		expect(worker?.wait).toMatchObject({ state: "chan send", minutes: 2 });
		expect(worker?.creatorId).toBe(1);
		expect(worker?.stack.creator).toMatchObject({
			function: "main.start",
			file: "/srv/my shop/main.go",
			line: 30,
		});
		expect(main?.stack.creator).toBeUndefined();
	});
	test("waits as its own line says, also when another line has the same hash", () => {
		const minutes = [162_789, 379_192, 162_789];
		const { goroutines } = read(
			...minutes.flatMap((one) => [
				`goroutine 7 [select, ${one} minutes]:`,
				...WORKER.slice(1),
			]),
		);
		expect(goroutines.map(({ wait }) => wait.minutes)).toEqual(minutes);
	});
	test("of a profile: no cause, nothing cut or skipped", () => {
		expect(dump).toMatchObject({
			cause: undefined,
			truncated: false,
			skippedLines: 0,
		});
	});
	test("what is equal is one object, whatever its arguments and offsets", () => {
		const again = WORKER.map((line) =>
			line
				.replace("goroutine 7", "goroutine 70")
				.replace("0xc000012345?", "0x1")
				.replace("goroutine 1", "goroutine 22")
				.replace("+0x1d", "+0x1d fp=0xc00 sp=0xc01"),
		);
		const [a, b] = read(...WORKER, ...again).goroutines;
		expect(b).toMatchObject({ id: 70, creatorId: 22 });
		expect(b?.stack).toBe(a?.stack);
		expect(b?.wait).toBe(a?.wait);
	});
	test.each([
		["another line", "pool.go:12 ", "pool.go:13 "],
		["a line that begins alike", "pool.go:12 ", "pool.go:123 "],
		["another function", "send(", "sent("],
		["a name that goes on", "send(0xc", "send(*T).more(0xc"],
		["inlined", " +0x1d", ""],
		["another creator", "main.start in", "main.started in"],
		["a creator of an older Go", " in goroutine 1", ""],
	])("%s makes another stack, or the same words again", (_, from, to) => {
		const other = WORKER.map((line) => line.replace(from, to));
		const alone = read(...other).goroutines[0];
		const after = read(...WORKER, ...other).goroutines[1];
		expect(after?.stack).toEqual(alone?.stack);
		expect(after?.creatorId).toBe(alone?.creatorId);
	});
	test("inlined calls are told apart by their lines, and from calls that are not", () => {
		const calls = [
			["(...)", ":12"],
			["(...)", ":123"],
			["(0x1)", ":12 +0x1"],
			["(...)", ":12 +0x2"],
		] as const;
		const dump = read(
			...calls.flatMap(([args, place], at) => [
				`goroutine ${at + 1} [select]:`,
				`main.f${args}`,
				`\t/f.go${place}`,
				"main.main()",
				"\t/f.go:9 +0x1",
				"",
			]),
		);
		expect(
			dump.goroutines.map(({ stack }) => [
				stack.frames[0]?.line,
				stack.frames[0]?.inlined,
			]),
		).toEqual([
			[12, true],
			[123, true],
			[12, false],
			[12, false],
		]);
		// A location is a call with what is inlined into it: two of those, and f and main by themselves.
		const { locations } = dumpToProfile(dump);
		expect(locations.count).toBe(4);
		expect([...locations.lineStart]).toEqual([0, 2, 4, 5, 6]);
	});
	test("many that fork at one frame keep apart", () => {
		const one = (n: number) =>
			WORKER.map((line) => line.replace("send(", `send${n % 30}(`));
		const lines = Array.from({ length: 90 }, (_, n) => one(n)).flat();
		const { goroutines } = read(...lines);
		expect(new Set(goroutines.map((one) => one.stack)).size).toBe(30);
		expect(goroutines.map((one) => one.stack.frames[0]?.function)).toEqual(
			goroutines.map((_, n) => `main.(*Pool[...]).send${n % 30}`),
		);
	});
});

describe("odd lines", () => {
	const one = (...lines: string[]) => {
		const [first] = read("goroutine 5 [running]:", ...lines, "").goroutines;
		if (!first) throw new Error("none");
		return first;
	};
	test("frames left out: how many since Go 1.21, before that not", () => {
		const frames = (line: string) =>
			one("main.f()", "\t/f.go:1 +0x1", line, "main.g()", "\t/g.go:1 +0x1")
				.stack.frames;
		expect(frames("...201 frames elided...")[1]).toMatchObject({
			function: ELIDED,
			elided: 201,
		});
		expect(frames("...additional frames elided...")[1]).toMatchObject({
			function: ELIDED,
			elided: 0,
		});
	});
	test("a stack that is not available, with its creator", () => {
		const { stack } = one(
			"\tgoroutine running on other thread; stack unavailable",
			"created by main.main in goroutine 1",
			"\t/f.go:3 +0x1",
		);
		expect(stack).toMatchObject({ frames: [], unavailable: true });
		expect(stack.creator?.line).toBe(3);
	});
	test("C, with and without a symbolizer", () => {
		expect(
			shown(
				one(
					"non-Go function at pc=0x7f01",
					"non-Go function",
					"\tpc=0x7f02",
					"do_wait(int, char*)",
					"\t/src/wait.c:12 pc=0x7f03",
					"main.main()",
					"\t/f.go:3 +0x1",
				),
			),
		).toEqual([
			"non-Go function :0",
			"non-Go function :0",
			"do_wait /src/wait.c:12",
			"main.main /f.go:3",
		]);
	});
	test("ancestors have stacks of their own", () => {
		const goroutine = one(
			"main.c()",
			"\t/f.go:3 +0x1",
			"created by main.b in goroutine 4",
			"\t/f.go:2 +0x1",
			"[originating from goroutine 4]:",
			"main.b(...)",
			"\t/f.go:2 +0x1",
			"created by main.a",
			"\t/f.go:1 +0x1",
			"[originating from goroutine 1]:",
			"main.main(...)",
			"\t/f.go:9 +0x1",
		);
		expect(shown(goroutine)).toEqual(["main.c /f.go:3"]);
		expect(goroutine.creatorId).toBe(4);
		expect(
			goroutine.ancestors.map(({ id, stack }) => [
				id,
				stack.frames.map((frame) => frame.function),
				stack.creator?.function,
			]),
		).toEqual([
			[4, ["main.b"], "main.a"],
			[1, ["main.main"], undefined],
		]);
	});
	test("lines of a log among a goroutine's are passed over and counted", () => {
		const dump = read(
			"goroutine 5 [running]:",
			"main.f()",
			"2026/11/21 10:00:00 GET /orders (200)",
			"\t/f.go:1 +0x1",
			"\tcontinued: 7 of something",
			'{"level":"info"}',
			"main.main()",
			"\t/f.go:3 +0x1",
			"listening",
			"",
		);
		expect(dump.goroutines.map(shown)).toEqual([
			["main.f /f.go:1", "main.main /f.go:3"],
		]);
		expect(dump.skippedLines).toBe(4);
	});
	test("GOTRACEBACK=crash: the thread that runs it prints it later", () => {
		const dump = read(
			"goroutine 5 gp=0xc0 m=3 mp=0xc1 [running]:",
			"\tgoroutine running on other thread; stack unavailable",
			"",
			...WORKER,
			"-----",
			"",
			"goroutine 5 gp=0xc0 m=3 mp=0xc1 [running]:",
			"main.f()",
			"\t/f.go:1 +0x1 fp=0xc0 sp=0xc1 pc=0x47",
			"",
		);
		expect(dump.goroutines.map((one) => one.id)).toEqual([5, 7]);
		expect(dump.goroutines.map(shown)[0]).toEqual(["main.f /f.go:1"]);
	});
});

describe("what Go wrote", () => {
	test("SIGQUIT, with a log before it and registers behind it", () => {
		const dump = fixture("go1.26/sigquit.log");
		expect(dump.cause).toBe("SIGQUIT: quit");
		expect(dump).toMatchObject({ truncated: false, skippedLines: 0 });
		expect(dump.goroutines.length).toBeGreaterThan(30);
		const waiting = dump.goroutines.find((one) => one.wait.locked);
		expect(
			waiting?.stack.frames.some((one) => one.function === "main.locked"),
		).toBe(true);
		expect(waiting?.creatorId).toBe(1);
		expect(waiting?.ancestors.map((one) => one.id)).toEqual([1]);
	});
	test("the scheduler's and the runtime's own goroutines do not count", () => {
		const dump = fixture("go1.26/sigquit-system.log");
		const profile = dumpToProfile(dump);
		const names = stacksOf(profile, {
			modules: { firstParty: [], libraries: [] },
		}).map((one) => one.frames.at(-2)?.function);
		expect(dump.goroutines.some((one) => one.id === 0)).toBe(true);
		expect(names).toContain("runtime.main");
		expect(names).not.toContain("runtime.forcegchelper");
		expect(names).not.toContain("runtime.gcenable.gowrap1");
	});
	test("Go 1.19: no creator's goroutine, frames left out without a number", () => {
		const { goroutines } = fixture("go1.19/sigquit.log");
		const deep = goroutines.find((one) =>
			one.stack.frames.some((frame) => frame.function === ELIDED),
		);
		expect(deep?.stack.frames.at(-1)).toMatchObject({ elided: 0 });
		expect(deep?.stack.creator?.function).toBe("main.goroutines");
		expect(deep?.creatorId).toBeUndefined();
	});
	test("Go 1.27: labels of any bytes, leaked ones", () => {
		const { goroutines } = fixture("go1.27/goroutineleak.debug2.txt");
		expect(goroutines.filter((one) => one.wait.leaked).length).toBeGreaterThan(
			0,
		);
		const labels = goroutines.flatMap((one) => one.wait.labels);
		expect(labels).toContainEqual({
			key: "tenant",
			text: 'a=b,c]: "x"\n\t\\',
		});
		expect(labels).toContainEqual({ key: "empty", text: "" });
		expect(labels).toContainEqual({
			key: "bytes",
			text: "\ufffd\ufffd caf\u00e9 \u65e5\u672c \u{1f600} \x00\x7f \ufffd",
		});
	});
});

describe("an end that is none", () => {
	const whole = [...MAIN, ...WORKER].join("\n");
	test("cut anywhere, goroutines that are whole stay and the last is left out", () => {
		const first = MAIN.join("\n").length + 1;
		for (let length = first; length < whole.length; length++) {
			const dump = readDump(bytes(whole.slice(0, length)));
			const rest = whole.slice(first, length);
			const isWhole = / in goroutine 1\n\t.* \+0x[0-9a-f]+\n?$/.test(rest);
			// Between two frames nothing tells that more would follow.
			const isBetween = rest.endsWith("\n") && /\+0x\w+\n$/.test(rest);
			const ids =
				isWhole || isBetween || /:12 \+0x\w+$/.test(rest) ? [1, 7] : [1];
			expect([rest, dump.goroutines.map((one) => one.id)]).toEqual([rest, ids]);
			expect([rest, dump.truncated]).toEqual([
				rest,
				ids.length === 1 && rest !== "",
			]);
		}
	});
	test("as long as Go lets a profile be: the last goroutine is left out", () => {
		const dump = new Uint8Array(64 * 1024 * 1024).fill(0x41);
		dump.set(bytes(`${whole}\n\n`));
		const cut = bytes("\n\ngoroutine 9 [select]:\nmain.f()\n\t/f.go:1 +0x1\n");
		dump.set(cut, dump.length - cut.length);
		const { truncated, goroutines } = readDump(dump);
		expect(truncated).toBe(true);
		expect(goroutines.map((one) => one.id)).toEqual([1, 7]);
	});
	test("without any goroutine it is a problem", () => {
		for (const text of ["", "panic: x", "goroutine 5 [running]:\nmain."])
			expect(() => readDump(bytes(text))).toThrow("no whole goroutine");
	});
});

test("CRLF, a byte order mark, UTF-16: the same", () => {
	const text = [...MAIN, ...WORKER, ...WORKER].join("\r\n");
	const expected = read(...MAIN, ...WORKER, ...WORKER);
	expect(readDump(bytes(text))).toEqual(expected);
	expect(readDump(bytes(`\ufeff${text}`))).toEqual(expected);
	const wide = Uint8Array.from(
		[...`\ufeff${text}`].flatMap((char) => {
			const code = char.charCodeAt(0);
			return [code & 255, code >> 8];
		}),
	);
	expect(readDump(wide)).toEqual(expected);
});
