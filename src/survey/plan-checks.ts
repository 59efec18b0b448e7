import type { Check } from "../model/check.ts";
import { isLoopback } from "../model/loopback.ts";
import type { Plan, Scenario } from "../model/plan.ts";
import { ok, problem, warning } from "./machine-checks.ts";

export function fileCheck({ name }: Plan): Check {
	return ok("budget file", `${name}: every key is understood`);
}

/** What a build that went well brought: the agent, or profiles of the service's own; `unknown` where the program that runs in the end cannot be told. */
export function buildCheck(
	built:
		| { readonly kind: "agent"; readonly path: string }
		| { readonly kind: "own"; readonly url: string }
		| { readonly kind: "unknown" },
): Check {
	switch (built.kind) {
		case "agent":
			return ok("build", `${built.path} has the agent in it`);
		case "own":
			return ok("build", `it builds; profiles come from ${built.url}`);
		case "unknown":
			return warning(
				"build",
				"it builds; which file service.run starts cannot be told",
				"leak-budget run says whether the agent answers.",
			);
		default:
			return built satisfies never;
	}
}

/** Of a service that was started, is ready, and was looked into. */
export function startedCheck(source: "agent" | "pprof"): Check {
	const door = source === "agent" ? "the agent" : "its net/http/pprof";
	return ok("start", `it is ready, and ${door} answers`);
}

/** Of a load that was sent once and answered. */
export function loadedCheck(scenario: Scenario): Check {
	return ok(
		"load",
		scenario.kind === "http"
			? `${scenario.method} ${scenario.url} was answered`
			: `${scenario.run} went well`,
	);
}

/** What says that the service is ready: load before that would fail. */
export function readyCheck({ ready }: Plan["service"]): Check {
	switch (ready?.kind) {
		case undefined:
			return warning(
				"ready",
				"service.ready is not set: load begins as soon as profiles can be read, which may be too early",
				"Set it, such as ready: http://127.0.0.1:8080/healthz.",
			);
		case "log":
			return ok("ready", `once its log says ${JSON.stringify(ready.text)}`);
		case "tcp":
			return ok(
				"ready",
				`once tcp://${ready.host}:${ready.port} accepts connections`,
			);
		case "http":
			return isLoopback(new URL(ready.url).hostname)
				? ok("ready", `once ${ready.url} answers`)
				: warning(
						"ready",
						`${ready.url} is not on this machine, and the service under test is`,
						"Use 127.0.0.1, so that no other instance answers.",
					);
		default:
			return ready satisfies never;
	}
}

/** Of a port on this machine that service.ready names. */
export function portCheck(port: number, isFree: boolean): Check {
	return isFree
		? ok("port", `${port} is free`)
		: problem(
				"port",
				`something listens on ${port} already: its answers would be taken for the service's`,
				`Stop it (lsof -i :${port} names it), or change the port in service.run and service.ready.`,
			);
}

/** The program that a command begins with, where it can be told without a shell; undefined for what only a shell knows. */
export function programOfCommand(command: string): string | undefined {
	const words = command.trim().split(/\s+/);
	const program = words.find((word) => !/^\w+=/.test(word) && word !== "exec");
	return program !== undefined &&
		/^[\w./+-]+$/.test(program) &&
		!BUILTINS.has(program)
		? program
		: undefined;
}

const BUILTINS = new Set(
	"cd . : if for while until case test [ set export eval trap true false echo printf read wait ulimit umask command".split(
		" ",
	),
);

/** `isThere` says whether the program of a load command can be run; undefined where that cannot be told. */
export function loadCheck(
	scenario: Scenario,
	isThere: boolean | undefined,
): Check {
	const subject = "load";
	if (scenario.kind === "http")
		return ok(subject, `${scenario.method} ${scenario.url}, built in`);
	const program = programOfCommand(scenario.run) ?? scenario.run;
	return isThere === false
		? problem(
				subject,
				`${program} is not there, which ${JSON.stringify(scenario.name)} runs`,
				"Install it (in a workflow: in a step before this one), or use load.http, which is built in.",
			)
		: ok(subject, scenario.run);
}
