import {
	all,
	any,
	at,
	has,
	heap,
	inRuntime,
	type Matcher,
	not,
} from "./match.ts";

/** Heap sites of what keeps other memory, and so tells of a stack beside it. */
export const contextValue = all(heap, at("context.WithValue"));
export const contextAfterFunc = all(heap, at("context.AfterFunc"));
export const cancelContext = all(
	heap,
	at("context.*"),
	not(at("context.WithValue", "context.AfterFunc")),
);
export const syncMap = all(
	heap,
	has(
		"sync.(*Map).Store",
		"sync.(*Map).Swap",
		"sync.(*Map).LoadOrStore",
		"sync.(*Map).CompareAndSwap",
	),
);
export const map = all(
	heap,
	inRuntime("runtime.mapassign*", "internal/runtime/maps.*"),
);
export const timer = all(
	heap,
	at(
		"time.NewTimer",
		"time.NewTicker",
		"time.newTimer",
		"time.After",
		"time.AfterFunc",
		"time.Tick",
	),
);
export const ticker = all(timer, has("time.NewTicker", "time.Tick"));

/** All of them: other heap sites need not be looked at. */
export const keeper: Matcher = any(
	contextValue,
	contextAfterFunc,
	cancelContext,
	syncMap,
	map,
	timer,
);
