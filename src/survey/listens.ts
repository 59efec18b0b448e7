import { type ListenAddress, portIn } from "./address.ts";
import type { GoFile } from "./go-file.ts";
import { placeOf } from "./go-file.ts";

/** Addresses that are written where a service listens: `http.ListenAndServe(":8080", …)`, `Addr: ":8080"`, `e.Start(":1323")`. */
export function listens(files: readonly GoFile[]): readonly ListenAddress[] {
	return [
		...written(files)
			.filter(({ isOfProfiles }) => !isOfProfiles)
			.map(({ port, place }) => ({
				setter: { kind: "fixed" } as const,
				port,
				place,
			})),
		...files.flatMap(defaultOfGin),
	];
}

/** Those of net/http/pprof beside the service. */
export function profilesListens(
	files: readonly GoFile[],
): readonly { readonly port: number }[] {
	return written(files).filter(({ isOfProfiles }) => isOfProfiles);
}

function written(files: readonly GoFile[]) {
	return files.flatMap((file) =>
		[...file.code.matchAll(LISTEN)].flatMap((match) => {
			const port = portIn(match[1] ?? match[2] ?? match[3] ?? "");
			if (port === undefined) return [];
			return [
				{
					port,
					place: placeOf(file, match.index),
					isOfProfiles: isOfProfiles(file, match.index, port),
				},
			];
		}),
	);
}

const LISTEN =
	/\b(?:ListenAndServe(?:TLS)?|Listen|Start|Run|Serve)\(\s*(?:ctx,\s*)?(?:"tcp[46]?",\s*)?"([^"\n]*:\d{2,5})"|\bAddr:\s*"([^"\n]*:\d{2,5})"|\.Addr\s*=\s*"([^"\n]*:\d{2,5})"/g;

/** pprof's own port is 6060 by custom, and it is served by the default mux beside the service. */
function isOfProfiles(
	{ imports, code }: GoFile,
	offset: number,
	port: number,
): boolean {
	if (!imports.includes("net/http/pprof")) return false;
	const line = code.slice(offset, code.indexOf("\n", offset));
	const isBeside = /go (?:func\(\)\s*\{[^{}]*|[\w.()]*)$/.test(
		code.slice(Math.max(0, offset - 200), offset),
	);
	return (
		port === 6060 ||
		(isBeside && /,\s*(nil|http\.DefaultServeMux)\)/.test(line))
	);
}

/** gin's Run() without an address takes $PORT, or 8080. */
function defaultOfGin(file: GoFile): readonly ListenAddress[] {
	if (!file.imports.includes("github.com/gin-gonic/gin")) return [];
	return [...file.code.matchAll(/\.Run\(\)/g)].map(({ index }) => ({
		setter: { kind: "env", name: "PORT", form: "port" } as const,
		port: 8080,
		place: placeOf(file, index),
	}));
}
