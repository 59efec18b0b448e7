import { all, any, beside, goroutine, has, waits } from "./match.ts";
import type { Row } from "./row.ts";

const WRITER = all(goroutine, has("sync.(*RWMutex).Lock"));
const READER = all(goroutine, has("sync.(*RWMutex).RLock"));

export const locks: readonly Row[] = [
	{
		id: "once-never-returns",
		when: all(
			goroutine,
			has("sync.(*Once).doSlow"),
			waits("sync.Mutex.Lock", "semacquire"),
		),
		cause:
			"It waits for a `sync.Once` whose first call has not returned: that call blocks, or it calls the same Once again.",
		mend: "Let the function end in any case: a deadline for what it waits for, and no call of the same `Do` in it.",
		code: `once.Do(func() {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	client, err = connect(ctx)
})`,
		link: "https://pkg.go.dev/sync#Once.Do",
	},
	{
		id: "rlock-behind-writer",
		when: any(all(READER, beside(WRITER)), all(WRITER, beside(READER))),
		cause:
			"A writer waits for readers, and readers wait behind it: probably a reader took the read lock a second time and now waits for itself.",
		mend: "Take the read lock once: let functions that are called under it expect it to be held.",
		code: `mu.RLock()
defer mu.RUnlock()
return total(prices) // takes no lock itself`,
		link: "https://pkg.go.dev/sync#RWMutex",
	},
	{
		id: "write-lock-waits",
		when: all(WRITER, waits("sync.RWMutex.Lock", "sync.Mutex.Lock")),
		cause:
			"It waits for the write lock: a reader never calls `RUnlock`, or a writer never calls `Unlock`.",
		mend: "Unlock with `defer` in the line after the lock, and hold it over no channel operation and no call that can block.",
		code: `mu.RLock()
defer mu.RUnlock()`,
		link: "https://pkg.go.dev/sync#RWMutex.Lock",
	},
	{
		id: "read-lock-waits",
		when: all(READER, waits("sync.RWMutex.RLock")),
		cause:
			"It waits to read-lock what a writer holds or waits for: an `Unlock` is missing, or the `RUnlock` that the writer waits for.",
		mend: "Unlock with `defer` in the line after the lock, and hold it over no channel operation and no call that can block.",
		code: `mu.Lock()
defer mu.Unlock()`,
		link: "https://pkg.go.dev/sync#RWMutex.RLock",
	},
	{
		id: "lock-never-released",
		when: all(
			goroutine,
			any(waits("sync.Mutex.Lock"), has("sync.(*Mutex).Lock")),
		),
		cause:
			"It waits for a lock that is never released: a path without `Unlock`, a holder that blocks, or two locks taken in opposite orders.",
		mend: "Unlock with `defer` in the line after the lock, hold it over nothing that can block, and take several locks in one order everywhere.",
		code: `mu.Lock()
defer mu.Unlock()`,
		link: "https://pkg.go.dev/sync#Mutex",
	},
	{
		id: "cond-never-signalled",
		when: all(goroutine, has("sync.(*Cond).Wait")),
		cause:
			"Nobody signals its `sync.Cond` any more: most often what ends the work, such as Close, does not broadcast.",
		mend: "Change the state under the lock and then call `Broadcast`, and have the waiting loop look for the end.",
		code: `mu.Lock()
closed = true
mu.Unlock()
cond.Broadcast()`,
		link: "https://pkg.go.dev/sync#Cond.Wait",
	},
	{
		id: "waitgroup-not-done",
		when: all(
			goroutine,
			any(waits("sync.WaitGroup.Wait"), has("sync.(*WaitGroup).Wait")),
		),
		cause:
			"Its WaitGroup does not come to zero: a path returns without `Done`, or what it waits for never ends.",
		mend: "Call `Done` by `defer` as the first line of the goroutine, or start it with `wg.Go` (Go 1.25).",
		code: `wg.Add(1)
go func() {
	defer wg.Done()
	work()
}()`,
		link: "https://pkg.go.dev/sync#WaitGroup",
	},
];
