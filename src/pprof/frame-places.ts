import type { Frame, Modules } from "../model/profile.ts";
import { displayName, frameKey } from "./identity.ts";
import {
	type InlinedClosure,
	inlinedClosure,
	writerKey,
} from "./inlined-closure.ts";
import {
	type FilePlace,
	filePlace,
	frameOrigin,
	type PackageOwner,
	packageOwner,
} from "./origin.ts";
import { packageOfFile } from "./package-of-file.ts";
import { packagePath } from "./symbol.ts";

/** A function in a file, with the rows of its lines. */
export interface FramePlace extends Omit<Frame, "line"> {
	readonly rowByLine: Map<number, number>;
}

/** Names and paths may be long, and go together in many ways: each is read once. */
export function framePlaces(
	modules: Modules,
	goroot: string | undefined,
): (name: string, file: string) => FramePlace {
	const names = new Map<string, NameFacts>();
	const files = new Map<string, FileFacts>();
	return (name, file) => {
		const named = remembered(names, name, () => ({
			function: displayName(name),
			key: frameKey(name),
			owner: packageOwner(packagePath(name), modules),
			closure: inlinedClosure(name),
			places: new Map(),
		}));
		return remembered(named.places, file, () => {
			const { place, home, owner } = remembered(files, file, () => {
				const home = packageOfFile(file);
				return {
					place: filePlace(file, goroot),
					home,
					owner: packageOwner(home, modules),
				};
			});
			const { function: shown, closure } = named;
			const written = closure && home && writerKey(closure, home);
			return {
				function: shown,
				key: written ?? named.key,
				file,
				origin: frameOrigin(written ? owner : named.owner, place, modules),
				rowByLine: new Map(),
			};
		});
	};
}

/** What a symbol tells by itself. */
interface NameFacts {
	readonly function: string;
	readonly key: string;
	readonly owner: PackageOwner;
	readonly closure: InlinedClosure | undefined;
	readonly places: Map<string, FramePlace>;
}

interface FileFacts {
	readonly place: FilePlace;
	/** The package that it belongs to, where its path tells. */
	readonly home: string | undefined;
	readonly owner: PackageOwner;
}

function remembered<T>(known: Map<string, T>, key: string, make: () => T): T {
	const old = known.get(key);
	if (old !== undefined) return old;
	const made = make();
	known.set(key, made);
	return made;
}
