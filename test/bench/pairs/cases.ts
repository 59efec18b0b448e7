import type { KindName } from "./kinds.ts";
import type { Form } from "./plant.ts";

/** Consecutive published versions of the service: each is the base of the next. */
export const MODULE = "github.com/mccutchen/go-httpbin/v2";
export const VERSIONS = [
	"v2.18.1",
	"v2.18.2",
	"v2.20.0",
	"v2.21.0",
	"v2.22.0",
	"v2.22.1",
	"v2.23.0",
	"v2.23.1",
	"v2.24.0",
	"v2.25.0",
	"v2.26.0",
] as const;

/** Where the leaks are planted: handlers of GET routes, in the order of their file, and a healthy twin. */
export const HANDLERS = {
	gone: "Get",
	same: "IP",
	new: "UserAgent",
	healthy: "Headers",
} as const;

/** Where they are served. */
export const ROUTES: Readonly<Record<string, string>> = {
	Get: "/get",
	IP: "/ip",
	UserAgent: "/user-agent",
	Headers: "/headers",
};

/** One request of each a turn; the last two are as published. */
export const PATHS = [
	...Object.values(ROUTES),
	"/uuid",
	"/response-headers?a=b",
] as const;

/**
 * What head is besides the next version. `gone elsewhere`: what is new is of the
 * kind that is gone. `twice`, `half`: so often the leak of both comes in head.
 */
export type Variant =
	| "next version"
	| "nothing new"
	| "reformatted"
	| "closure, file"
	| "noinline"
	| "extracted"
	| "gone elsewhere"
	| "twice"
	| "half, nothing new"
	| "Go 1.27"
	| "1.27, nothing new";

export interface Pair {
	/** Only the base leaks so. */
	readonly gone: KindName;
	/** Both do. */
	readonly same: KindName;
	readonly sameForm: Form;
	/** Only head does. */
	readonly new: KindName;
	readonly variants: readonly Variant[];
}

/** Pair n is VERSIONS[n] against VERSIONS[n + 1]; each kind is gone, the same and new in one of them. */
export const PAIRS: readonly Pair[] = [
	{
		gone: "send",
		same: "map",
		sameForm: "inline",
		new: "missing cancel",
		variants: [
			"next version",
			"nothing new",
			"reformatted",
			"extracted",
			"gone elsewhere",
			"Go 1.27",
			"1.27, nothing new",
		],
	},
	{
		gone: "map",
		same: "missing cancel",
		sameForm: "inline",
		new: "ticker",
		variants: [
			"next version",
			"nothing new",
			"closure, file",
			"extracted",
			"Go 1.27",
			"1.27, nothing new",
			"half, nothing new",
		],
	},
	{
		gone: "slice",
		same: "ticker",
		sameForm: "function",
		new: "wait group",
		variants: [
			"next version",
			"reformatted",
			"noinline",
			"Go 1.27",
			"1.27, nothing new",
			"twice",
		],
	},
	{
		gone: "wait group",
		same: "send",
		sameForm: "inline",
		new: "timer",
		variants: [
			"next version",
			"nothing new",
			"closure, file",
			"extracted",
			"gone elsewhere",
			"twice",
			"half, nothing new",
		],
	},
	{
		gone: "missing cancel",
		same: "slice",
		sameForm: "function",
		new: "map",
		variants: ["next version", "nothing new", "noinline", "twice"],
	},
	{
		gone: "timer",
		same: "wait group",
		sameForm: "inline",
		new: "response body",
		variants: ["next version", "closure, file"],
	},
	{
		gone: "response body",
		same: "context child",
		sameForm: "inline",
		new: "send",
		variants: [
			"next version",
			"reformatted",
			"closure, file",
			"gone elsewhere",
		],
	},
	{
		gone: "ticker",
		same: "worker",
		sameForm: "function",
		new: "slice",
		variants: [
			"next version",
			"noinline",
			"Go 1.27",
			"1.27, nothing new",
			"half, nothing new",
		],
	},
	{
		gone: "context child",
		same: "response body",
		sameForm: "inline",
		new: "worker",
		variants: ["next version", "nothing new", "Go 1.27"],
	},
	{
		gone: "worker",
		same: "timer",
		sameForm: "inline",
		new: "context child",
		variants: ["next version", "reformatted"],
	},
];
