import { all, goroutine, waits } from "./match.ts";
import type { Row } from "./row.ts";

/** Before all others: whoever does it, and for whom, it never ends. */
export const nilChannels: readonly Row[] = [
	{
		id: "nil-channel-send",
		when: all(goroutine, waits("chan send (nil chan)")),
		cause:
			"It sends on a nil channel, which blocks for ever: the channel was never made.",
		mend: "Make the channel before it is used, for example where its owner is made.",
		code: "values := make(chan int)",
		link: "https://go.dev/ref/spec#Send_statements",
	},
	{
		id: "nil-channel-receive",
		when: all(goroutine, waits("chan receive (nil chan)")),
		cause:
			"It receives from a nil channel for ever: never made, or the Done of a context that has none.",
		mend: "Make the channel where its owner is made. `context.Background()` and `context.TODO()` have no Done: derive a context from them.",
		code: `ctx, cancel := context.WithCancel(context.Background())
defer cancel()`,
		link: "https://go.dev/ref/spec#Receive_operator",
	},
];
