import { createReadStream, readFileSync, statSync } from "node:fs";
import { Stop } from "../model/problem.ts";
import { inflateFast } from "./profile-bytes.ts";
import { systemReason } from "./system-reason.ts";

/**
 * The bytes of a profile, inflated where that is cheap; `-` is standard input.
 * Of more than `mostBytes` only so many are read that it shows. A Stop
 * `profile-not-found` where there is no such file, `profile-is-program` for what
 * pprof takes before its profiles.
 */
export async function profileBytes(
	file: string,
	mostBytes: number,
): Promise<Uint8Array> {
	const bytes = await fileBytes(file, mostBytes).catch((error: unknown) => {
		throw new Stop({
			code: "profile-not-found",
			message: `The profile ${file} cannot be read: ${systemReason(error)}.`,
			remedy: remedyFor(file, error),
		});
	});
	if (isProgram(bytes))
		throw new Stop({
			code: "profile-is-program",
			message: `${file} is a program, not a profile.`,
			remedy: "Leave it out: Go's profiles name their functions themselves.",
		});
	// Not a Buffer, as in profile-bytes.ts.
	const plain = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
	return inflateFast(plain, mostBytes);
}

function remedyFor(file: string, error: unknown): string {
	if (/^https?:/.test(file)) return "Fetch it first: curl -o FILE URL.";
	if (Object(error).code === "EISDIR")
		return "Name a profile in that folder, such as goroutine.pb.gz.";
	if (file === "-") return "Give - only once.";
	return "Check its name; paths start from the folder you are in.";
}

/** What ELF and Mach-O files begin with. */
function isProgram(bytes: Buffer): boolean {
	return ["7f454c46", "cffaedfe"].includes(bytes.toString("hex", 0, 4));
}

async function fileBytes(file: string, mostBytes: number): Promise<Buffer> {
	if (file === "-") {
		if (process.stdin.readableEnded)
			throw new Error("it has been read already");
		return streamBytes(process.stdin, mostBytes);
	}
	const info = statSync(file);
	// A pipe or a device may have no end, and a file may be larger than memory.
	return info.isFile() && info.size <= mostBytes
		? readFileSync(file)
		: streamBytes(createReadStream(file), mostBytes);
}

async function streamBytes(
	stream: NodeJS.ReadableStream,
	mostBytes: number,
): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of stream as AsyncIterable<Buffer>) {
		chunks.push(chunk);
		size += chunk.length;
		if (size > mostBytes) break;
	}
	return Buffer.concat(chunks);
}
