import {
	closeSync,
	constants,
	fstatSync,
	openSync,
	readFileSync,
} from "node:fs";

/**
 * The bytes of a file that somebody else may have put there: a pipe, which
 * nobody may ever write to, a device without an end, and what is larger are
 * errors, as is what the system refuses.
 */
export function readRegularFile(path: string, mostBytes: number): Buffer {
	// Or opening a pipe would wait for its writer.
	const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
	try {
		const info = fstatSync(file);
		// The system has its own word for a folder.
		if (!info.isFile() && !info.isDirectory())
			throw new Error("it is no regular file");
		if (info.size > mostBytes)
			throw new Error(`it is larger than ${mostBytes >> 10} KiB`);
		return readFileSync(file);
	} finally {
		closeSync(file);
	}
}
