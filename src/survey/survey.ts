import type { ListenAddress } from "./address.ts";
import { type Compose, composeFiles, exposedPorts } from "./containers.ts";
import { addressFlags } from "./flags.ts";
import { listens } from "./listens.ts";
import { type LoadScript, loadScripts } from "./load-scripts.ts";
import { type MainPackage, mainPackages } from "./mains.ts";
import { type Profiles, profilesOf } from "./profiles.ts";
import { isBelow, type Repository } from "./repository.ts";
import { type Route, routes } from "./routes.ts";
import { subcommandOf } from "./subcommand.ts";
import { addressVariables } from "./variables.ts";

/** What a repository holds that a budget file could name. */
export interface Survey {
	/** The likeliest service first. */
	readonly services: readonly FoundService[];
	readonly loads: readonly LoadScript[];
	readonly composes: readonly Compose[];
}

/** A main package, and what it says of itself. */
export interface FoundService {
	readonly main: MainPackage;
	/** The best way to say where it listens first. */
	readonly addresses: readonly ListenAddress[];
	readonly routes: readonly Route[];
	/** Its own net/http/pprof, with a port where it has one to itself. */
	readonly profiles: Profiles | undefined;
	/** The command word that makes it serve, where a command line library asks for one. */
	readonly subcommand: string | undefined;
}

/** Reads a repository; `below` keeps the services of one folder. */
export function surveyOf(repository: Repository, below = ""): Survey {
	const outside = portsOutside(repository);
	const services = mainPackages(repository)
		.filter(({ folder }) => isBelow(folder, below))
		.map((main) => foundService(main, outside));
	return {
		services: services.toSorted(
			(one, other) => unlikeliness(one) - unlikeliness(other),
		),
		loads: loadScripts(repository),
		composes: composeFiles(repository),
	};
}

function foundService(
	main: MainPackage,
	outside: readonly ListenAddress[],
): FoundService {
	const own = [
		...addressFlags(main.files),
		...addressVariables(main.files),
		...listens(main.files),
	];
	return {
		main,
		// A container's port tells of a program only where its own code does not.
		addresses: own.some(({ port }) => port !== undefined)
			? own
			: [...own, ...(serves(main) ? outside : [])],
		routes: routes(main.files),
		profiles: profilesOf(main.files),
		subcommand: subcommandOf(main.files),
	};
}

function portsOutside(repository: Repository): readonly ListenAddress[] {
	const published = composeFiles(repository).flatMap(({ file, ports }) =>
		ports.map((port) => ({ port, place: { file, line: 1 } })),
	);
	return [...exposedPorts(repository), ...published].map((one) => ({
		...one,
		setter: { kind: "fixed" },
	}));
}

function serves({ files }: MainPackage): boolean {
	return files.some(({ imports }) =>
		imports.some((path) =>
			/^net\/http$|gin-gonic|labstack\/echo|gofiber|go-chi/.test(path),
		),
	);
}

/** Tools and examples come last, whatever they listen on. */
function unlikeliness({ addresses, routes, main }: FoundService): number {
	const isServer = addresses.length > 0 && serves(main);
	return (
		(main.isAside ? 4 : 0) + (isServer ? 0 : 2) + (routes.length > 0 ? 0 : 1)
	);
}
