import { type ListenAddress, namesListenAddress, portIn } from "./address.ts";
import { type GoFile, placeOf } from "./go-file.ts";

/** Flags of go-flags: `Listen string `long:"listen" default:":8080"``. */
export function tagFlags(file: GoFile): readonly ListenAddress[] {
	if (!file.imports.some((path) => path.endsWith("/go-flags"))) return [];
	return [...file.code.matchAll(TAGGED)].flatMap((match) => {
		const [tag, name = ""] = match;
		if (!namesListenAddress(name) || isInGroup(file, match.index)) return [];
		const value = /\bdefault:"([^"]*)"/.exec(tag)?.[1] ?? "";
		const isPort = /port$/i.test(name) && !value.includes(":");
		return [
			{
				setter: {
					kind: "flag",
					name: `--${name}`,
					form: isPort ? "port" : "address",
				} as const,
				port: portIn(value),
				place: placeOf(file, match.index),
			},
		];
	});
}

const TAGGED = /`[^`\n]*\blong:"([\w.-]+)"[^`\n]*`/g;

/** Within a struct of the options a name has that struct's namespace before it, and is another's: gofmt tells by the tabs. */
export function isInGroup({ code }: GoFile, offset: number): boolean {
	const line = code.lastIndexOf("\n", offset) + 1;
	return code.startsWith("\t\t", line) && /\b(env-)?namespace:"/.test(code);
}
