import { fileURLToPath } from "node:url";
import { expect, test } from "@jest/globals";
import { build } from "esbuild";

test("a command on profiles loads the codec's libraries and no others: it is to start fast", async () => {
	const { metafile } = await build({
		entryPoints: [
			fileURLToPath(
				new URL("../../src/commands/profile-command.ts", import.meta.url),
			),
		],
		bundle: true,
		platform: "node",
		format: "esm",
		metafile: true,
		write: false,
	});
	const packages = Object.keys(metafile.inputs).flatMap(
		(file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? [],
	);
	expect([...new Set(packages)].sort()).toEqual(["long", "pako", "protobufjs"]);
});
