import { buffer } from "node:stream/consumers";
import { type Entry, fromBufferPromise, type ZipFile } from "yauzl";
import { Refused } from "./refused.ts";

/** Entries of an archive: a run writes some hundred files. */
const MOST_ENTRIES = 10_000;
/** Bit mask and value of a symbolic link in the upper half of the external attributes, as zip(1) on Unix writes them. */
const [FILE_TYPE, SYMLINK] = [0o170000, 0o120000];

/**
 * One file of a zip archive that somebody else packed, in memory: nothing is
 * unpacked, so that no name in it becomes a path. Throws a Refused that says
 * what is wrong with the archive; names that lead out of it are, and what is encrypted (yauzl).
 */
export async function readFromZip(
	archive: Uint8Array,
	name: string,
	mostBytes: number,
): Promise<Uint8Array> {
	// Data that does not have the size its entry promises ends in an error.
	const zip = await whole(
		fromBufferPromise(Buffer.from(archive), { validateEntrySizes: true }),
	);
	if (zip.entryCount > MOST_ENTRIES)
		throw new Refused(`it holds ${zip.entryCount} files`);
	const [entry, ...twins] = await whole(entriesNamed(name, zip));
	if (entry === undefined) throw new Refused(`it holds no ${name}`);
	if (twins.length > 0) throw new Refused(`it holds ${name} twice`);
	if (((entry.externalFileAttributes >>> 16) & FILE_TYPE) === SYMLINK)
		throw new Refused(`${name} is a symbolic link`);
	if (entry.uncompressedSize > mostBytes)
		throw new Refused(`${name} is larger than ${mostBytes >> 20} MiB`);
	return await whole(zip.openReadStreamPromise(entry).then(buffer));
}

async function entriesNamed(
	name: string,
	zip: ZipFile,
): Promise<readonly Entry[]> {
	const found: Entry[] = [];
	for await (const entry of zip.eachEntry())
		if (entry.fileName === name) found.push(entry);
	return found;
}

/** yauzl's words quote names of the archive's maker. */
async function whole<T>(read: Promise<T>): Promise<T> {
	try {
		return await read;
	} catch {
		throw new Refused("it is no sound archive");
	}
}
