import type { ListenAddress } from "./address.ts";
import { type Configuration, configurationOf } from "./configuration.ts";
import { type Compose, composeFiles } from "./containers.ts";
import {
	argumentsOf,
	type Image,
	imageOfProgram,
	images,
} from "./dockerfile.ts";
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
	/** The file that it has to be given, where it lies elsewhere than it looks. */
	readonly configuration: Configuration | undefined;
}

/** Reads a repository; `below` keeps the services of one folder. */
export function surveyOf(repository: Repository, below = ""): Survey {
	const composes = composeFiles(repository);
	const found = { repository, composes, images: images(repository) };
	const mains = mainPackages(repository);
	const isAlone = mains.filter(({ isAside }) => !isAside).length === 1;
	const services = mains
		.filter(({ folder }) => isBelow(folder, below))
		.map((main) => foundService(main, isAlone && !main.isAside, found));
	return {
		services: services.toSorted(
			(one, other) => unlikeliness(one) - unlikeliness(other),
		),
		loads: loadScripts(repository),
		composes,
	};
}

interface Found {
	readonly repository: Repository;
	readonly composes: readonly Compose[];
	readonly images: readonly Image[];
}

function foundService(
	main: MainPackage,
	isAlone: boolean,
	found: Found,
): FoundService {
	const own = [
		...addressFlags(main.files),
		...addressVariables(main.files),
		...listens(main.files),
	];
	const image = imageOfProgram(main.name, isAlone, found.images);
	return {
		main,
		// A container's port tells of a program only where its own code does not.
		addresses: own.some(({ port }) => port !== undefined)
			? own
			: [...own, ...(serves(main) ? portsOutside(found, image) : [])],
		routes: routes(main.files),
		profiles: profilesOf(main.files),
		subcommand: subcommandOf(
			main.files,
			image && argumentsOf(main.name, image),
		),
		configuration: configurationOf(main, image, found.repository),
	};
}

/** Of its own image before those of others. */
function portsOutside(
	{ images: all, composes }: Found,
	own: Image | undefined,
): readonly ListenAddress[] {
	const exposed = [...(own ? [own] : []), ...all].flatMap(({ ports }) => ports);
	const published = composes.flatMap(({ file, ports }) =>
		ports.map((port) => ({ port, place: { file, line: 1 } })),
	);
	return [...exposed, ...published].map((one) => ({
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

/** Tools and examples come last, whatever they listen on; of equals the one at the root is first. */
function unlikeliness({ addresses, routes, main }: FoundService): number {
	const isServer = addresses.length > 0 && serves(main);
	return (
		(main.isAside ? 4 : 0) +
		(isServer ? 0 : 2) +
		(routes.length > 0 ? 0 : 1) +
		(main.folder === "" ? 0 : 0.5)
	);
}
