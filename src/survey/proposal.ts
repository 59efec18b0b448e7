import { Stop } from "../model/problem.ts";
import type { ListenAddress, Setter } from "./address.ts";
import type { Compose } from "./containers.ts";
import { type ProposedLoad, proposedLoad } from "./proposed-load.ts";
import { fileName, type Place } from "./repository.ts";
import { readyRoute } from "./routes.ts";
import type { FoundService, Survey } from "./survey.ts";

/** What the user said; the rest is what was found. */
export interface Choices {
	/** A folder of a main package, as `./cmd/shop`, or its name. */
	readonly service?: string;
	readonly port?: number;
	/** A URL or a path; `tcp://host:port`. */
	readonly ready?: string;
	/** A method and a URL, or a command. */
	readonly load?: string;
}

/** What the files are to say, and where each part of it comes from. */
export interface Proposal {
	readonly service: FoundService;
	/** Main packages that were not taken. */
	readonly others: readonly FoundService[];
	readonly port: number;
	readonly setter: Setter;
	readonly portFrom: Source;
	readonly ready: string;
	readonly readyFrom: Source;
	readonly load: ProposedLoad;
	/** Containers that the service needs; undefined where no compose file says so. */
	readonly compose: Compose | undefined;
}

/** `given`: by a flag or an answer. `usual`: nothing was found, and this mostly works. */
export type Source =
	| { readonly kind: "given" }
	| { readonly kind: "usual" }
	| { readonly kind: "found"; readonly place: Place };

/** What to write for a service of the repository. A Stop names what could not be found, and the flag that says it. */
export function proposalOf(
	{ services, loads, composes }: Survey,
	choices: Choices,
): Proposal {
	const service = chosenService(services, choices.service);
	const { port, setter, portFrom } = chosenPort(service, choices.port);
	const origin = `http://127.0.0.1:${port}`;
	const route = readyRoute(service.routes);
	const ready = choices.ready ?? route?.path ?? `tcp://127.0.0.1:${port}`;
	return {
		service,
		others: services.filter((one) => one !== service),
		port,
		setter,
		portFrom,
		ready: ready.startsWith("/") ? `${origin}${ready}` : ready,
		readyFrom:
			choices.ready !== undefined
				? { kind: "given" }
				: route
					? { kind: "found", place: route.place }
					: { kind: "usual" },
		load: proposedLoad({ service, loads, port, ready: route }, choices.load),
		compose: composes.find(({ needs }) => needs.length > 0),
	};
}

function chosenService(
	services: readonly FoundService[],
	named: string | undefined,
): FoundService {
	const all = services.map(({ main }) => `./${main.folder}`).join(", ");
	if (named !== undefined) {
		const folder = named.replace(/^\.\/+|\/+$/g, "").replace(/^\.$/, "");
		const found =
			services.find(({ main }) => main.folder === folder) ??
			services.find(({ main }) => main.name === named) ??
			services.find(({ main }) => fileName(main.folder) === folder);
		if (found) return found;
		throw notFound(
			`No main package is called ${JSON.stringify(named)}${services.length > 0 ? `: there are ${all}` : ""}.`,
			"Name one with --service, such as --service ./cmd/shop.",
		);
	}
	const [first] = services;
	if (first === undefined)
		throw notFound(
			"There is no main package of Go here.",
			"Start leak-budget init in the folder of a Go service, or name it: leak-budget init DIR.",
		);
	return first;
}

function chosenPort(
	service: FoundService,
	given: number | undefined,
): Pick<Proposal, "port" | "setter" | "portFrom"> {
	const { addresses, main } = service;
	const best = bestAddress(addresses);
	const port = given ?? best?.port;
	if (port === undefined)
		throw notFound(
			`Nothing in ./${main.folder} says which port it listens on.`,
			"Say it with --port, such as --port 8080; or is another main package meant? --service names it.",
		);
	const isFixed = best?.setter.kind === "fixed";
	if (given !== undefined && isFixed && best.port !== given)
		throw notFound(
			`--port ${given}: no flag or variable of ./${main.folder} sets its port, which is ${best.port} (${best.place.file}:${best.place.line}).`,
			`Leave --port out, or let the service take its address from a flag or from $PORT.`,
		);
	const isForRoot = port < 1024 && given === undefined && !isFixed;
	return {
		port: isForRoot ? USUAL_PORT : port,
		setter: best?.setter ?? { kind: "fixed" },
		portFrom:
			given !== undefined || best === undefined
				? { kind: "given" }
				: { kind: "found", place: best.place },
	};
}

/** For a service whose flag or variable has no default that could be read, or one that only root may listen on. */
const USUAL_PORT = 8080;

/** A flag says it best, then a variable, then the code; each with a port before one without. */
function bestAddress(
	addresses: readonly ListenAddress[],
): ListenAddress | undefined {
	const order = ["flag", "env", "fixed"];
	const [best] = addresses.toSorted(
		(one, other) =>
			rank(one) - rank(other) ||
			order.indexOf(one.setter.kind) - order.indexOf(other.setter.kind),
	);
	if (best === undefined) return undefined;
	const known = addresses.find(({ port }) => port !== undefined)?.port;
	return { ...best, port: best.port ?? known ?? USUAL_PORT };
}

/** What can be set goes before what cannot, what has a port before what has none. */
function rank({ setter, port }: ListenAddress): number {
	return (setter.kind === "fixed" ? 2 : 0) + (port === undefined ? 1 : 0);
}

function notFound(message: string, remedy: string): Stop {
	return new Stop({ code: "not-found", message, remedy });
}
