import { type GoFile, placeOf } from "./go-file.ts";
import { knownPrefixes } from "./groups.ts";
import type { Place } from "./repository.ts";

/** A path that a handler is registered for, and that GET may ask. */
export interface Route {
	readonly path: string;
	readonly place: Place;
	/** Whether it may hang below a prefix that is given elsewhere. */
	readonly isGrouped: boolean;
	/** What makes more of it where it is registered: `prefixed(`, `*routePrefix+`, `path.Join(*routePrefix,`. */
	readonly wrapper?: string;
}

/** Routes of net/http's mux, chi, gin, echo, fiber and gorilla, as their registrations are written. */
export function routes(files: readonly GoFile[]): readonly Route[] {
	return files.flatMap((file) => {
		const isGrouped = GROUPS.test(file.code);
		const prefixes = knownPrefixes(file.code);
		return [...file.code.matchAll(REGISTERED)].flatMap((match) => {
			const [all, method = "", wrapper, double, raw] = match;
			const rest = file.code.slice(match.index + all.length).split("\n", 1)[0];
			const router = nameBefore(file.code, match.index);
			const prefix = wrapper === undefined ? prefixes.get(router) : undefined;
			const path = pathOf(`${prefix ?? ""}${double ?? raw ?? ""}`);
			if (path === undefined || isOtherMethod(method, rest ?? "")) return [];
			const place = placeOf(file, match.index);
			return [
				{
					path,
					place,
					isGrouped:
						wrapper !== undefined || (isGrouped && prefix === undefined),
					...(wrapper !== undefined && {
						wrapper: wrapper.replaceAll(/\s/g, ""),
					}),
				},
			];
		});
	});
}

function nameBefore(code: string, offset: number): string {
	return /\w+$/.exec(code.slice(Math.max(0, offset - 80), offset))?.[0] ?? "";
}

const REGISTERED =
	/\.(HandleFunc|HandlerFunc|Handle|Handler|GET|Get|Path|All|Any|Method|MethodFunc)\(\s*(?:(?:http\.MethodGet|"GET"),\s*)?([\w.]+\(|path\.Join\(\*?[\w.]+,\s*|\*?[\w.]*[pP]refix\s*\+\s*)?(?:"([^"\n]*)"|`([^`\n]*)`)(?!\s*\+)/g;

/** Calls that make a group, and parameters that are one; gorilla's PathPrefix makes one with Subrouter alone. */
const GROUPS =
	/\.(Group|Route|Mount|Subrouter)\(|\bStripPrefix\(|\bgin\.(RouterGroup|IRoute[rs])\b|\becho\.Group\b|\b(fiber|route)\.Router\b/;

/** The path of `GET /orders/{id}`, `example.com/orders`, `/orders/:id`; undefined for what is none, or another method's. */
function pathOf(pattern: string): string | undefined {
	const parts = /^(?:([A-Z]+)[ \t]+)?[\w.-]*(\/[^\s"]*)$/.exec(pattern);
	if (parts?.[2] === undefined || (parts[1] ?? "GET") !== "GET")
		return undefined;
	const path = parts[2].replace(/\{\$\}$/, "").replaceAll(/\/{2,}/g, "/");
	// What a URL, a shell and YAML all take as it is.
	return /^\/[\w./~-]*$/.test(path) ? path : undefined;
}

/** gorilla says the method behind: `.Methods("POST")`. */
function isOtherMethod(method: string, rest: string): boolean {
	const methods = /\.Methods\(([^)]*)\)/.exec(rest)?.[1];
	return (
		method === "Method" ||
		method === "MethodFunc" ||
		(methods !== undefined && !/GET|MethodGet/.test(methods))
	);
}

/** The usual names, the one that says most first: a readiness check also waits for what the service needs; below `/-/` they are Prometheus' and others'. */
const READY =
	/^\/(?:[\w-]+\/)*(readyz|ready|readiness|healthz|healthy|health|healthcheck|health-check|livez|live|liveness|alive|ping|status|up|_health)\/?$/;

/** The route that best says that the service is ready. */
export function readyRoute(all: readonly Route[]): Route | undefined {
	const order = ["readyz", "ready", "readiness"];
	const rank = ({ path, isGrouped }: Route) => {
		const name = READY.exec(path)?.[1] ?? "";
		// A name below no other path is sooner meant for machines.
		return (
			(isGrouped ? 2 : 0) +
			(order.includes(name) ? 0 : 1) +
			path.replace(/^\/-\//, "/").split("/").length * 4
		);
	};
	return all
		.filter(({ path }) => READY.test(path))
		.toSorted((one, other) => rank(one) - rank(other))[0];
}

/** The routes that a load may ask for as they are, the likeliest to do real work first. */
export function loadRoutes(all: readonly Route[]): readonly Route[] {
	const rank = ({ path, isGrouped }: Route) =>
		(isGrouped ? 4 : 0) + (path === "/" ? 2 : 0) + (path.endsWith("/") ? 1 : 0);
	return all
		.filter(({ path }) => !READY.test(path) && !ASIDE.test(path))
		.toSorted((one, other) => rank(one) - rank(other));
}

const ASIDE =
	/metrics|debug|pprof|swagger|openapi|docs|static|assets|favicon|robots|login|logout|signin|signup|auth|oauth|callback|version|websocket|\bws\b|\/ws|events|stream|sse|mcp|rss|sitemap|fault|token|chunked|delay|panic|crash|shutdown|quit|exit|kill|restart|disable|enable|reload|lifecycle|delete|remove|destroy|wipe|reset|admin|drip|sleep|slow|fail|error|redirect|\.(js|css|ico|png|svg|txt|xml|html)$/i;
