/**
 * What a goroutine's wait reason (runtime/runtime2.go, `waitReasonStrings`, as a
 * goroutine dump prints it) means in one sentence. It says what is certain from
 * the reason alone, not why the other side never came. Null for a reason that
 * is not known here.
 */
export function waitMeaning(wait: string): string | null {
	const reason = (wait.split(",")[0] ?? wait).trim();
	return Object.hasOwn(MEANINGS, reason) ? (MEANINGS[reason] ?? null) : null;
}

/** The reason as a remark: `blocked in chan send`. */
export function waitWords(wait: string): string {
	switch (wait) {
		case "running":
		case "runnable":
			return "running";
		case "sleep":
			return "sleeping";
		case "syscall":
			return "in a system call";
		default:
			return `blocked in ${wait}`;
	}
}

const MUTEX = "It waits for a lock that is still held.";
const SEMAPHORE =
	"It waits in package sync: for a lock that is still held, or for a WaitGroup that is not done.";

const MEANINGS: Readonly<Record<string, string>> = {
	"chan send": "It waits to send on a channel, and nobody receives.",
	"chan receive":
		"It waits to receive from a channel, and nobody sends on it or closes it.",
	"chan send (nil chan)":
		"It sends on a nil channel, which blocks for ever: the channel was never made.",
	"chan receive (nil chan)":
		"It receives from a nil channel, which blocks for ever: the channel was never made.",
	select: "It waits in a select, and no case that ends it has come.",
	"select (no cases)": "It waits in a select without cases, which never ends.",
	"sync.Mutex.Lock": MUTEX,
	"sync.RWMutex.Lock": MUTEX,
	"sync.RWMutex.RLock":
		"It waits to read-lock a lock that a writer holds or waits for.",
	"sync.Cond.Wait":
		"It waits on a condition that nobody signals or broadcasts.",
	"sync.WaitGroup.Wait":
		"It waits for a WaitGroup whose count does not reach zero: a Done is missing.",
	semacquire: SEMAPHORE,
	"IO wait":
		"It waits for the network or another file that never becomes ready: no deadline ends it.",
	sleep: "It sleeps: it may yet end, but not within the settle timeout.",
	syscall: "It is inside a system call that does not return.",
	running: "It is still running: nothing stops it when the load ends.",
	runnable: "It is still running: nothing stops it when the load ends.",
};
