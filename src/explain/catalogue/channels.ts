import { ticker } from "./keepers.ts";
import { all, besideInPackage, goroutine, inRuntime, waits } from "./match.ts";
import type { Row } from "./row.ts";

export const channels: readonly Row[] = [
	{
		id: "select-no-cases",
		when: all(goroutine, waits("select (no cases)")),
		cause: "It waits in `select {}`, which never ends.",
		mend: "Wait for something that comes: a context's Done, a WaitGroup.",
		code: "<-ctx.Done()",
		link: "https://go.dev/ref/spec#Select_statements",
	},
	{
		id: "send-without-receiver",
		when: all(goroutine, waits("chan send")),
		cause:
			"Nobody receives what it sends: most often its receiver returned early, on an error or timeout.",
		mend: "Give the channel room for every send, or let the send end with the context.",
		code: `results := make(chan result, 1)
go func() { results <- work() }()`,
		link: "https://go.dev/blog/pipelines#stopping-short",
	},
	{
		id: "ticker-loop-not-ended",
		when: all(
			goroutine,
			waits("select", "chan receive"),
			besideInPackage(ticker),
		),
		cause:
			"It probably waits for the next tick: tickers of this package pile up too, and nothing ends the loops that they drive.",
		mend: "End the loop where its owner ends, and stop the ticker by `defer`. Stopping it alone ends no loop: its channel is never closed.",
		code: `ticker := time.NewTicker(time.Second)
defer ticker.Stop()
for {
	select {
	case <-ticker.C:
		beat()
	case <-ctx.Done():
		return
	}
}`,
		link: "https://pkg.go.dev/time#NewTicker",
	},
	{
		id: "range-over-unclosed",
		when: all(goroutine, waits("chan receive"), inRuntime("runtime.chanrecv2")),
		cause:
			"It ranges over a channel, or waits for it to be closed, and nobody closes it.",
		mend: "Close it when its last sender is done. The channel of a ticker is never closed: select on `ctx.Done()` too.",
		code: `go func() {
	defer close(jobs)
	for _, job := range all {
		jobs <- job
	}
}()`,
		link: "https://go.dev/ref/spec#For_range",
	},
	{
		id: "receive-without-sender",
		when: all(goroutine, waits("chan receive")),
		cause:
			"It waits for a value that nobody sends: most often its sender returned early, on another path.",
		mend: "Send or close on every path of the sender (`defer close`), or let the wait end with the context.",
		code: `select {
case value := <-values:
	use(value)
case <-ctx.Done():
	return ctx.Err()
}`,
		link: "https://go.dev/blog/pipelines",
	},
	{
		id: "select-never-ends",
		when: all(goroutine, waits("select")),
		cause:
			"No case ends its `select`: whoever started it does not stop it, or it has no case for that.",
		mend: "Stop it where its owner ends (Stop, Close, `defer cancel()`), and have a case for that.",
		code: `for {
	select {
	case job := <-jobs:
		do(job)
	case <-ctx.Done():
		return
	}
}`,
		link: "https://go.dev/blog/context",
	},
];
