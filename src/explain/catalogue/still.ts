import { all, goroutine, has, inRuntime, not, waits } from "./match.ts";
import type { Row } from "./row.ts";

/** What waits for nobody. */
export const still: readonly Row[] = [
	{
		id: "sleep-in-loop",
		when: all(goroutine, waits("sleep")),
		cause:
			"It sleeps, most often between two attempts of a loop that nothing ends.",
		mend: "Bound the attempts, and sleep so that the context can end it.",
		code: `select {
case <-time.After(delay):
case <-ctx.Done():
	return ctx.Err()
}`,
		link: "https://pkg.go.dev/time#After",
	},
	{
		id: "iterator-not-stopped",
		when: all(goroutine, waits("coroutine")),
		cause:
			"It is the other half of an `iter.Pull` whose `stop` is never called.",
		mend: "Call `stop` by `defer` in the line after `iter.Pull`.",
		code: `next, stop := iter.Pull(seq)
defer stop()`,
		link: "https://pkg.go.dev/iter#Pull",
	},
	{
		id: "cgo-call-blocks",
		when: all(goroutine, waits("syscall"), inRuntime("runtime.cgocall")),
		cause:
			"It is inside a call into C that does not return, and holds a thread of the operating system.",
		mend: "Give the C function a timeout or a way to be broken off, and bound how many calls run at once.",
		code: `slots <- struct{}{}
defer func() { <-slots }()`,
		link: "https://pkg.go.dev/cmd/cgo",
	},
	{
		id: "syscall-blocks",
		// Every service that listens to signals has one goroutine there.
		when: all(goroutine, waits("syscall"), not(has("os/signal.signal_recv"))),
		cause:
			"It is inside a system call that does not return, and holds a thread of the operating system.",
		mend: "Use a call with a deadline or a context, and bound how many run at once.",
		code: `slots <- struct{}{}
defer func() { <-slots }()`,
		link: "https://pkg.go.dev/runtime/debug#SetMaxThreads",
	},
	{
		id: "still-running",
		when: all(goroutine, waits("running", "runnable")),
		cause:
			"It still runs after the load: a loop without an end, or one that does not look whether it should end.",
		mend: "Look at the context in the loop.",
		code: `for ctx.Err() == nil {
	step()
}`,
		link: "https://pkg.go.dev/context#Context",
	},
];
