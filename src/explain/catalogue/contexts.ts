import { cancelContext, contextAfterFunc, contextValue } from "./keepers.ts";
import { all, any, heap, putInto, started } from "./match.ts";
import type { Row } from "./row.ts";

export const contexts: readonly Row[] = [
	{
		id: "custom-context-never-cancelled",
		when: started(
			"context.(*cancelCtx).propagateCancel.func1",
			"context.(*cancelCtx).propagateCancel.func2",
			"context.propagateCancel.func1",
		),
		cause:
			"Contexts derived from a custom context type are never cancelled: package context watches each of them with a goroutine.",
		mend: "Call the cancel function on every path. A parent that embeds a standard context and keeps its Done needs no goroutine.",
		code: `ctx, cancel := context.WithCancel(parent)
defer cancel()`,
		link: "https://pkg.go.dev/context#WithCancel",
	},
	{
		id: "context-never-cancelled",
		when: any(cancelContext, all(heap, putInto(cancelContext))),
		cause:
			"Contexts are never cancelled: a parent that lives on keeps each of them as its child, and all that they hold.",
		mend: "Call the cancel function on every path, also when the work is done in time.",
		code: `ctx, cancel := context.WithTimeout(parent, time.Minute)
defer cancel()`,
		link: "https://pkg.go.dev/context#WithCancel",
	},
	{
		id: "context-value-chain",
		when: any(contextValue, all(heap, putInto(contextValue))),
		cause:
			"Contexts with values are kept: probably each is made the parent of the next, which then keeps all values before it.",
		mend: "Derive each context from the one that came in, and store none back.",
		code: `for _, message := range messages {
	ctx := context.WithValue(base, key{}, message)
	handle(ctx)
}`,
		link: "https://pkg.go.dev/context#WithValue",
	},
	{
		id: "context-afterfunc-not-stopped",
		when: any(contextAfterFunc, all(heap, putInto(contextAfterFunc))),
		cause:
			"A long-lived context keeps what was registered with `context.AfterFunc` and never stopped.",
		mend: "Call the `stop` that `AfterFunc` returns when the work is done.",
		code: `stop := context.AfterFunc(ctx, abort)
defer stop()`,
		link: "https://pkg.go.dev/context#AfterFunc",
	},
];
