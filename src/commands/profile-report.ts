import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { gzipSync } from "node:zlib";
import { sourceText } from "../adapters/source/source-text.ts";
import { systemReason } from "../adapters/system-reason.ts";
import { profileProto, profileReport } from "../engine/profiles.ts";
import { Stop } from "../model/problem.ts";
import type { ReportCommand } from "./profile-commands.ts";
import { profileInput } from "./profile-input.ts";
import { type ProfileLine, profileLine } from "./profile-line.ts";
import { usage } from "./usage.ts";

/** `leak-budget top`, `peek`, … `proto`: what `go tool pprof` prints or writes, to standard output or `-output FILE`. */
export async function printProfile(
	command: ReportCommand,
	words: readonly string[],
): Promise<void> {
	const line = profileLine(command, words);
	const { output } = line;
	if (command === "proto" && output === undefined && process.stdout.isTTY)
		throw usage(
			"proto writes bytes that no terminal shows: give -output FILE, or > FILE.",
		);
	await write(await piecesOf(command, line), output);
}

async function piecesOf(
	command: ReportCommand,
	{ files, options }: ProfileLine,
): Promise<Iterable<string | Uint8Array>> {
	if (command === "proto") {
		const bytes = await profileProto(files, options, profileInput);
		// Go's writers take the fastest level, too.
		return [gzipSync(bytes, { level: 1 })];
	}
	const sources = { folder: process.cwd(), read: sourceText };
	return profileReport(command, files, { ...options, sources }, profileInput);
}

/** Standard output has its own errors: see closed-output.ts. */
async function write(
	pieces: Iterable<string | Uint8Array>,
	file: string | undefined,
): Promise<void> {
	const isFile = file !== undefined;
	const stream = isFile ? createWriteStream(file) : process.stdout;
	try {
		await pipeline(Readable.from(pieces), stream, { end: isFile });
	} catch (error) {
		if (Object(error).syscall === undefined) throw error;
		if (isFile)
			throw new Stop({
				code: "output-unwritable",
				message: `${file} cannot be written: ${systemReason(error)}.`,
				remedy: "Name another file behind -output.",
			});
	}
}
