import { createReadStream } from "node:fs";

/** Which of the texts the file holds, read piece by piece: a binary may be larger than our memory should be. Throws what reading the file throws. */
export async function textsIn(
	file: string,
	texts: readonly string[],
): Promise<ReadonlySet<string>> {
	const found = new Set<string>();
	const overlap = Math.max(...texts.map((text) => text.length)) - 1;
	let before = Buffer.alloc(0);
	for await (const piece of createReadStream(file, {
		highWaterMark: 1024 * 1024,
	})) {
		const bytes = Buffer.concat([before, piece as Buffer]);
		for (const text of texts) if (bytes.includes(text)) found.add(text);
		if (found.size === texts.length) break;
		before = bytes.subarray(Math.max(0, bytes.length - overlap));
	}
	return found;
}
