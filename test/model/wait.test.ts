import { describe, expect, test } from "@jest/globals";
import type { Frame } from "../../src/model/profile.ts";
import { waitReason } from "../../src/model/wait.ts";
import { readProfile } from "../../src/pprof/read.ts";
import { stacksOf } from "../../src/pprof/stacks.ts";
import {
	fixtureBytes,
	fixtureText,
	SHOP,
} from "../support/fixture-profiles.ts";

// fixtures/profiles/main.go waits in every way; the dump beside the profile has the runtime's word.
describe.each(["go1.26", "go1.27", "go1.26-trimpath"])(
	"as the dump of %s says",
	(folder) => {
		const stated = dumpedStates(fixtureText(`${folder}/goroutine.debug2.txt`));
		const profile = readProfile(fixtureBytes(`${folder}/goroutine.pb.gz`));
		const told = new Map(
			stacksOf(profile, { modules: SHOP }).map((stack) => [
				stack.frames.find((frame) => frame.origin === "first-party")
					?.function ?? "",
				waitReason(stack.frames),
			]),
		);
		test("all ways to wait are there", () => {
			expect([...new Set(stated.values())].sort()).toEqual([
				"IO wait",
				"chan receive",
				"chan receive (nil chan)",
				"chan send",
				"chan send (nil chan)",
				"coroutine",
				"running",
				"select",
				"select (no cases)",
				"sleep",
				"sync.Cond.Wait",
				"sync.Mutex.Lock",
				"sync.RWMutex.Lock",
				"sync.RWMutex.RLock",
				"sync.WaitGroup.Wait",
				"syscall",
			]);
		});
		test.each([...stated])("%s: %s", (name, state) => {
			expect(told.get(name)).toBe(state);
		});
	},
);

/** First function of our own → state, for each goroutine of a debug=2 dump. */
function dumpedStates(text: string): ReadonlyMap<string, string> {
	const states = new Map<string, string>();
	for (const block of text.split("\n\n")) {
		const state = /^goroutine \d+ \[([^,\]]+?)(?: \(leaked\))?[,\]]/.exec(
			block,
		)?.[1];
		const name = /^((?:main|example\.com\/shop\S*?)\.\S+)\(.*\)$/m.exec(
			block,
		)?.[1];
		// The goroutine that writes the dump is left out of the stacks.
		if (!state || !name || name === "main.write") continue;
		states.set(name, state === "runnable" ? "running" : state);
	}
	return states;
}

describe("by frame names", () => {
	test.each<[string[], string | null]>([
		[[], null],
		[["main.f"], "running"],
		[["runtime.gopark", "runtime.bgsweep"], null],
		[
			["runtime.gopark", "runtime.chanrecv", "runtime.chanrecv2", "main.f"],
			"chan receive",
		],
		[
			[
				"runtime.gopark",
				"runtime.goparkunlock",
				"runtime.semacquire1",
				"sync.runtime_SemacquireMutex",
				"sync.(*Mutex).lockSlow",
				"main.f",
			],
			"sync.Mutex.Lock",
		],
		[
			[
				"runtime.gopark",
				"runtime.goparkunlock",
				"runtime.semacquire1",
				"sync.runtime_Semacquire",
				"sync.(*WaitGroup).Wait",
				"main.f",
			],
			"sync.WaitGroup.Wait",
		],
		[
			[
				"runtime.gopark",
				"runtime.goparkunlock",
				"runtime.semacquire1",
				"internal/poll.runtime_Semacquire",
				"internal/poll.(*fdMutex).rwlock",
			],
			"semacquire",
		],
		[
			["runtime.notetsleepg", "os/signal.signal_recv", "os/signal.loop"],
			"syscall",
		],
		[["runtime.cgocall", "main._Cfunc_sleep", "main.f"], "syscall"],
		[
			[
				"internal/runtime/syscall/linux.Syscall6",
				"syscall.RawSyscall6",
				"main.f",
			],
			"syscall",
		],
		[["syscall.Syscall6", "syscall.wait4", "os.(*Process).Wait"], "syscall"],
		// What stands further from the leaf than the user's code does not count.
		[["main.f", "runtime.chansend"], "running"],
		[["constructor"], "running"],
	])("%j → %s", (names, reason) => {
		expect(waitReason(names.map(frame))).toBe(reason);
	});
});

function frame(name: string): Frame {
	return { function: name, key: name, file: "", line: 0, origin: "standard" };
}
