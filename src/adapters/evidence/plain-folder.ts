import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Stop } from "../../model/problem.ts";

/**
 * A Stop `evidence-unreadable` unless the folder of a baseline, which others may
 * have filled, holds files and folders alone, and no more than so many bytes: a
 * link leads elsewhere, and a pipe makes its reader wait for ever.
 */
export function refuseStrangeFiles(folder: string, mostBytes: number): void {
	let bytes = 0;
	const open = [folder];
	for (let path = open.pop(); path !== undefined; path = open.pop()) {
		const entry = lstatSync(path, { throwIfNoEntry: false });
		if (entry === undefined) continue;
		if (entry.isDirectory()) {
			for (const name of readdirSync(path)) open.push(join(path, name));
			continue;
		}
		if (!entry.isFile()) throw strange("holds what is neither file nor folder");
		bytes += entry.size;
		if (bytes > mostBytes)
			throw strange(`is larger than ${mostBytes >> 20} MiB`);
	}
}

function strange(why: string): Stop {
	return new Stop({
		code: "evidence-unreadable",
		message: `The baseline ${why}.`,
	});
}
