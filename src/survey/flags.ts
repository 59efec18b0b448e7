import { type ListenAddress, namesListenAddress, portIn } from "./address.ts";
import { tagFlags } from "./flag-tags.ts";
import { type GoFile, placeOf } from "./go-file.ts";

/** Flags that say where to listen: of package flag, of pflag and cobra, of kingpin, go-flags, and of Prometheus' toolkit. */
export function addressFlags(
	files: readonly GoFile[],
): readonly ListenAddress[] {
	return files.flatMap((file) => [
		...declared(file, files),
		...ofKingpin(file),
		...ofToolkit(file),
		...tagFlags(file),
	]);
}

/** `flag.String("addr", ":8080", …)`, `IntVar(&port, "port", 8080, …)`, `StringP("listen", "l", defaultAddr, …)`. */
const DECLARED =
	/\.(String|Int|Uint)(?:16|32|64)?(?:Var)?P?\(\s*(?:&?[\w.]+,\s*)?"([\w.-]+)",\s*(?:"\w?",\s*(?=["\w]))?("[^"\n]*"|[\w.]+\("\w+",\s*"?[^"\s,()]*"?\)|[\w.]+)(?=[,\s)])/g;

/** Loggers have a String("port", port) too. */
const FLAG_LIBRARIES = /(^|\/)(p?flag|cobra|ff|flaggy)(\/v\d+)?$/;

/** The first flag whose name is meant, with its dashes. */
export function flagNamed(
	files: readonly GoFile[],
	isMeant: (name: string) => boolean,
): string | undefined {
	for (const file of files) {
		if (
			!file.imports.some(
				(path) => /kingpin/.test(path) || FLAG_LIBRARIES.test(path),
			)
		)
			continue;
		const names = [...file.code.matchAll(NAMED)].map(([, name = ""]) => name);
		const name = names.find(isMeant);
		if (name !== undefined) return `${dashes(file)}${name}`;
	}
	return undefined;
}

const NAMED = /\.(?:String|Var|Flag)\w*\(\s*(?:&?[\w.]+,\s*)?"([\w.-]+)"/g;

function dashes({ imports }: GoFile): "-" | "--" {
	return imports.includes("flag") ? "-" : "--";
}

function declared(
	file: GoFile,
	files: readonly GoFile[],
): readonly ListenAddress[] {
	if (!file.imports.some((path) => FLAG_LIBRARIES.test(path))) return [];
	return [...file.code.matchAll(DECLARED)].flatMap((match) => {
		const [, type, name = "", written = ""] = match;
		if (!namesListenAddress(name)) return [];
		const value = literal(written, files);
		const port = value === undefined ? undefined : portIn(value);
		if (type === "String" && value && port === undefined) return [];
		const isPort =
			type !== "String" || /^\d+$/.test(value ?? "") || /port$/i.test(name);
		return [
			{
				setter: {
					kind: "flag",
					name: `${dashes(file)}${name}`,
					form: isPort && !value?.includes(":") ? "port" : "address",
				} as const,
				port,
				place: placeOf(file, match.index),
			},
		];
	});
}

/** `app.Flag("listen", "…").Default(":8080")`. */
const KINGPIN =
	/\.Flag\("([\w.-]+)",\s*"[^"\n]*"\)(?:\s*\.\w+\([^()\n]*\)){0,4}?\s*\.Default\("([^"\n]*)"\)/g;

function ofKingpin(file: GoFile): readonly ListenAddress[] {
	return [...file.code.matchAll(KINGPIN)].flatMap((match) => {
		const [, name = "", value = ""] = match;
		const port = portIn(value);
		if (port === undefined || !namesListenAddress(name)) return [];
		const form = value.includes(":") ? "address" : "port";
		return [
			{
				setter: { kind: "flag", name: `--${name}`, form } as const,
				port,
				place: placeOf(file, match.index),
			},
		];
	});
}

/** `webflag.AddFlags(app, ":9091")` of prometheus/exporter-toolkit. */
function ofToolkit(file: GoFile): readonly ListenAddress[] {
	if (!file.imports.some((path) => path.includes("exporter-toolkit/web")))
		return [];
	return [...file.code.matchAll(/\.AddFlags\([\w.]+,\s*"(:\d+)"\)/g)].map(
		(match) => ({
			setter: {
				kind: "flag",
				name: "--web.listen-address",
				form: "address",
			} as const,
			port: portIn(match[1] ?? ""),
			place: placeOf(file, match.index),
		}),
	);
}

/** What a literal holds, also as what `envOr("PORT", "8080")` falls back to; for a constant's name what it was given, in whichever file; undefined where that is not plain. */
function literal(
	written: string,
	files: readonly GoFile[],
): string | undefined {
	const fallback = /,\s*"?([^"\s,()]*)"?\)$/.exec(written)?.[1];
	if (fallback !== undefined) return fallback;
	if (/^["\d]/.test(written)) return written.replaceAll('"', "");
	const name = written.slice(written.lastIndexOf(".") + 1);
	const given = new RegExp(`\\b${name}\\b[ \\t\\w]*=[ \\t]*("[^"\\n]*"|\\d+)`);
	for (const { code } of files) {
		const value = given.exec(code)?.[1];
		if (value !== undefined) return value.replaceAll('"', "");
	}
	return undefined;
}
