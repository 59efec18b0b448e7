import { access, constants, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { goToolchain, type Toolchain } from "./toolchain.ts";

/** The Go that a build in `directory` would use, whether its sources can be read, and the go.mod that it goes by. A Stop when PATH has no Go, or Go fails. */
export async function goFacts(options: {
	readonly directory: string;
	readonly env: Readonly<Record<string, string>>;
	readonly signal: AbortSignal;
}): Promise<
	Toolchain & {
		readonly isReadable: boolean;
		readonly goMod: string | undefined;
	}
> {
	const toolchain = await goToolchain(options);
	// Where the agent is added, and what its routes are a copy of.
	const sources = ["src/net/net.go", "src/net/http/server.go"];
	const readable = await Promise.all(
		sources.map((file) => isReadable(join(toolchain.goroot, file))),
	);
	return {
		...toolchain,
		isReadable: readable.every(Boolean),
		goMod: await nearestGoMod(options.directory),
	};
}

async function isReadable(file: string): Promise<boolean> {
	return access(file, constants.R_OK).then(
		() => true,
		() => false,
	);
}

async function nearestGoMod(directory: string): Promise<string | undefined> {
	const text = await readFile(join(directory, "go.mod"), "utf8").catch(
		() => undefined,
	);
	const above = dirname(directory);
	return text ?? (above === directory ? undefined : nearestGoMod(above));
}
