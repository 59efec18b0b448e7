import type { Frame } from "./profile.ts";

/**
 * Why a goroutine waits, in the runtime's own words (runtime/runtime2.go,
 * `waitReasonStrings`, as a goroutine dump prints them), told from the names of
 * its frames, leaf first; `running` for one that is not parked, null for one
 * that is parked for a reason these names do not tell. Names read on Go 1.26
 * and 1.27, with those of older versions.
 */
export function waitReason(frames: readonly Frame[]): string | null {
	const [leaf] = frames;
	if (!leaf) return null;
	for (const frame of frames) {
		const reason = nilChannel(frame) ?? REASONS.get(frame.function);
		if (reason !== undefined) return reason;
		if (isSyscall(frame.function)) return "syscall";
		if (!PLUMBING.has(frame.function)) break;
	}
	if (frames.some(isSemaphore)) return "semacquire";
	return PLUMBING.has(leaf.function) ? null : "running";
}

/** The first of these from the leaf tells; what stands nearer to the leaf only parks. */
const REASONS: ReadonlyMap<string, string> = new Map([
	["runtime.chansend", "chan send"],
	["runtime.chanrecv", "chan receive"],
	["runtime.selectgo", "select"],
	["runtime.block", "select (no cases)"],
	["runtime.netpollblock", "IO wait"],
	["internal/poll.runtime_pollWait", "IO wait"],
	["time.Sleep", "sleep"],
	["runtime.coroswitch", "coroutine"],
	["internal/sync.runtime_SemacquireMutex", "sync.Mutex.Lock"],
	["sync.runtime_SemacquireMutex", "sync.Mutex.Lock"],
	["sync.runtime_SemacquireRWMutexR", "sync.RWMutex.RLock"],
	["sync.runtime_SemacquireRWMutex", "sync.RWMutex.Lock"],
	["sync.runtime_SemacquireWaitGroup", "sync.WaitGroup.Wait"],
	// Before Go 1.25 the runtime itself only said semacquire.
	["sync.(*WaitGroup).Wait", "sync.WaitGroup.Wait"],
	["sync.runtime_notifyListWait", "sync.Cond.Wait"],
	// A thread waits for a signal: the runtime counts it as a system call.
	["os/signal.signal_recv", "syscall"],
	["runtime.cgocall", "syscall"],
]);

/** Frames between the leaf and the one that tells. */
const PLUMBING: ReadonlySet<string> = new Set([
	"runtime.gopark",
	"runtime.goparkunlock",
	"runtime.notetsleepg",
	"runtime.semacquire",
	"runtime.semacquire1",
	"sync.runtime_Semacquire",
	"internal/poll.runtime_Semacquire",
]);

function isSemaphore({ function: name }: Frame): boolean {
	return /^runtime\.semacquire1?$/.test(name);
}

function isSyscall(name: string): boolean {
	return (
		/^(?:syscall|internal\/syscall\/unix)\.(?:Raw)?[Ss]yscall/.test(name) ||
		name.startsWith("internal/runtime/syscall")
	);
}

/**
 * Only the line tells a nil channel: chansend and chanrecv park at their top
 * for nil, at their end for the rest. In runtime/chan.go of Go 1.26 and 1.27 a
 * send parks at line 181 or 283, a receive at 536 or 667; the bounds leave room
 * for other versions.
 */
function nilChannel({ function: name, file, line }: Frame): string | undefined {
	if (!file.endsWith("runtime/chan.go") || line === 0) return undefined;
	if (name === "runtime.chansend" && line < 220) return "chan send (nil chan)";
	if (name === "runtime.chanrecv" && line < 550)
		return "chan receive (nil chan)";
	return undefined;
}
