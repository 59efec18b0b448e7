import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { join } from "node:path";
import { EVIDENCE } from "./layout.ts";

const MOST_BYTES = 64 * 1024;

/** No link: the service may have put one there, and what it leads to would be shown unmasked. Nor a pipe to wait at. */
const OWN_FILE =
	constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** The last lines of the service's log in the folder of a run, as they are; none where it cannot be read. */
export function logTail(folder: string): readonly string[] {
	const file = join(folder, EVIDENCE, "logs", "service.log");
	try {
		const descriptor = openSync(file, OWN_FILE);
		try {
			const info = fstatSync(descriptor);
			if (!info.isFile()) return [];
			const { size } = info;
			const start = Math.max(0, size - MOST_BYTES);
			const bytes = Buffer.alloc(size - start);
			const read = readSync(descriptor, bytes, 0, bytes.length, start);
			const lines = bytes.subarray(0, read).toString("utf8").split("\n");
			if (lines.at(-1) === "") lines.pop();
			// The first one may lack its beginning.
			return start === 0 ? lines : lines.slice(1);
		} finally {
			closeSync(descriptor);
		}
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === undefined) throw error;
		return [];
	}
}
