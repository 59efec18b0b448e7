import { Stop } from "../model/problem.ts";
import type { LoadScript, LoadTool } from "./load-scripts.ts";
import type { Source } from "./proposal.ts";
import { shellWord } from "./quoting.ts";
import { loadRoutes, type Route } from "./routes.ts";
import type { FoundService } from "./survey.ts";

export interface ProposedLoad {
	readonly key: "http" | "run";
	/** A method and a URL, or a command. */
	readonly value: string;
	/** What the workflow has to install for it. */
	readonly tool: LoadTool | undefined;
	readonly from: Source;
	/** It only asks whether the service is there: better than nothing, and little. */
	readonly isReadyCheck: boolean;
	/** Other routes that a load could ask for. */
	readonly alternatives: readonly string[];
}

interface Found {
	readonly service: FoundService;
	readonly loads: readonly LoadScript[];
	readonly port: number;
	readonly ready: Route | undefined;
}

/** The user's own load script where it speaks to this port, else a route of the service. */
export function proposedLoad(
	found: Found,
	given: string | undefined,
): ProposedLoad {
	const { port, ready } = found;
	const routes = loadRoutes(found.service.routes);
	const bare = { tool: undefined, isReadyCheck: false, alternatives: [] };
	if (given !== undefined)
		return { ...bare, ...loadText(given, port), from: { kind: "given" } };
	for (const script of found.loads) {
		const run = commandOf(script, port);
		if (run !== undefined)
			return {
				...bare,
				key: "run",
				value: run,
				tool: script.tool,
				from: { kind: "found", place: script.place },
			};
	}
	// A route that may have a prefix may not be there; the ready URL is known by its name.
	const sure =
		routes.find(({ isGrouped }) => !isGrouped) ??
		routes.find((one) => isMadeLike(ready, one, found.service.routes));
	const route = sure ?? ready ?? routes[0];
	if (route === undefined)
		throw new Stop({
			code: "not-found",
			message:
				"No route that a load could ask for, and no load script, was found.",
			remedy: `Say it with --load, such as --load "GET http://127.0.0.1:${port}/orders/1" or --load "k6 run load.js".`,
		});
	return {
		...bare,
		...loadText(route.path, port),
		from: { kind: "found", place: route.place },
		isReadyCheck: route === ready,
		alternatives: routes
			// One that may have a prefix is no good advice beside one that has none.
			.filter((one) => one !== route && one.isGrouped === route.isGrouped)
			.map(({ path }) => path)
			.slice(0, 5),
	};
}

/** Routes of one file that the same call adds to: where the ready URL is, they are too. */
function isMadeLike(
	ready: Route | undefined,
	one: Route,
	all: readonly Route[],
): boolean {
	return (
		one.wrapper !== undefined &&
		all.some(
			({ path, wrapper, place }) =>
				path === ready?.path &&
				wrapper === one.wrapper &&
				place.file === one.place.file,
		)
	);
}

/** A path, a URL and a method with a URL are requests; anything else is a command. */
function loadText(
	text: string,
	port: number,
): Pick<ProposedLoad, "key" | "value"> {
	const parts = /^(?:([A-Za-z]+)\s+)?((?:https?:\/)?\/\S*)$/.exec(text.trim());
	const target = parts?.[2];
	if (
		target === undefined ||
		(!parts?.[1] && /^\/(?:bin|usr|opt)\//.test(target))
	)
		return { key: "run", value: text.trim() };
	const url = target.startsWith("/")
		? `http://127.0.0.1:${port}${target}`
		: target;
	return {
		key: "http",
		value: `${(parts?.[1] ?? "GET").toUpperCase()} ${url}`,
	};
}

/** How to run it against the port; undefined where it speaks to another place. */
function commandOf(script: LoadScript, port: number): string | undefined {
	const { tool, place, text, command } = script;
	const variable = /__ENV\.(\w*(?:URL|HOST|TARGET|ADDR|ORIGIN)\w*)/.exec(
		text,
	)?.[1];
	if (tool === "k6" && variable !== undefined) {
		const isUrl = !/HOST|ADDR/.test(variable);
		const value = `${isUrl ? "http://" : ""}127.0.0.1:${port}`;
		return `k6 run -e ${variable}=${value} ${shellWord(place.file)}`;
	}
	const hosts = [...text.matchAll(/https?:\/\/([\w.-]+(?::\d+)?)/g)].map(
		([, host]) => host,
	);
	const own = [`localhost:${port}`, `127.0.0.1:${port}`, `0.0.0.0:${port}`];
	if (hosts.length === 0 || hosts.some((host) => !own.includes(host ?? "")))
		return undefined;
	switch (tool) {
		case "k6":
			return `k6 run ${shellWord(place.file)}`;
		case "vegeta":
			return `vegeta attack -targets=${shellWord(place.file)} -rate=100 -duration=5s | vegeta report -type=json`;
		case "hey":
		case "autocannon":
			return command;
		default:
			return tool satisfies never;
	}
}
