import { type ListenAddress, namesListenAddress, portIn } from "./address.ts";
import { isInGroup } from "./flag-tags.ts";
import { type GoFile, placeOf } from "./go-file.ts";

/** Environment variables that say where to listen, with the default beside them where there is one. */
export function addressVariables(
	files: readonly GoFile[],
): readonly ListenAddress[] {
	return files.flatMap((file) =>
		[...read(file), ...tagged(file)].filter(({ setter }) =>
			namesListenAddress(setter.kind === "env" ? setter.name : ""),
		),
	);
}

/** `os.Getenv("PORT")`, `envOr("ADDR", ":8080")`. */
const READ = /\b\w*[eE]nv\w*\(\s*"([A-Z][A-Z0-9_]*)"(?:,\s*"?([^"\s,)]*))?/g;

function read(file: GoFile): readonly ListenAddress[] {
	return [...file.code.matchAll(READ)].map((match) => {
		const [all, name = "", given] = match;
		const after = file.code.slice(match.index + all.length).slice(0, 250);
		const port = portIn(given ?? "") ?? defaultAfter(after);
		return variable(file, match.index, name, given, port);
	});
}

/** `if port == "" { port = "8080" }` follows where no default is given. */
function defaultAfter(text: string): number | undefined {
	const written = /==\s*""[^=]*=\s*"([^"\n]*)"/.exec(text)?.[1];
	return written === undefined ? undefined : portIn(written);
}

/** Struct tags: `env:"PORT" envDefault:"8080"` (caarlos0), `envconfig:"PORT" default:"8080"` (kelseyhightower). */
const TAGGED = /`[^`\n]*\b(?:env|envconfig):"([A-Z][A-Z0-9_]*)[^`\n]*`/g;

function tagged(file: GoFile): readonly ListenAddress[] {
	return [...file.code.matchAll(TAGGED)].flatMap((match) => {
		const [tag, name = ""] = match;
		if (isInGroup(file, match.index)) return [];
		const given = /\b(?:default|envDefault|env-default):"([^"]*)"/.exec(
			tag,
		)?.[1];
		return [variable(file, match.index, name, given, portIn(given ?? ""))];
	});
}

function variable(
	file: GoFile,
	offset: number,
	name: string,
	given: string | undefined,
	port: number | undefined,
): ListenAddress {
	const isPort = /PORT$/.test(name) && !given?.includes(":");
	return {
		setter: { kind: "env", name, form: isPort ? "port" : "address" },
		port,
		place: placeOf(file, offset),
	};
}
