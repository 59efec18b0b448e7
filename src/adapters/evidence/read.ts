import { existsSync, realpathSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import type { EvidenceEvent } from "../../model/evidence.ts";
import { Stop } from "../../model/problem.ts";
import type { EvidenceReader } from "../../ports.ts";
import { readRegularFile } from "../regular-file.ts";
import { systemReason } from "../system-reason.ts";
import { parseEvent } from "./event-schema.ts";
import { BASE, EVIDENCE, JOURNAL } from "./layout.ts";

/** A run at 4 Hz writes about 1 kB a second: this is days of it, and no bomb. */
const MOST_JOURNAL_BYTES = 256 * 1024 * 1024;

const MOST_PROFILE_BYTES = 256 * 1024 * 1024;

/**
 * Reads a folder that a run wrote, here or elsewhere. Nothing in it is trusted:
 * events are checked against their schema, paths stay within the folder. A last
 * line that was cut off by a crash is left out.
 */
export function readEvidence(folder: string): EvidenceReader {
	const evidence = join(folder, EVIDENCE);
	return {
		events: () => readJournal(join(evidence, JOURNAL)),
		read: (path) => readWithin(evidence, path, MOST_PROFILE_BYTES),
		// A base's own base is nobody's business.
		get base() {
			const base = join(folder, BASE);
			return existsSync(join(base, EVIDENCE, JOURNAL))
				? readEvidence(base)
				: undefined;
		},
	};
}

function readJournal(file: string): readonly EvidenceEvent[] {
	const lines = textOf(file).split("\n");
	const last = lines.pop() ?? "";
	if (last !== "" && isWhole(last)) lines.push(last);
	return lines.map((line, index) => {
		const event = isWhole(line)
			? parseEvent(JSON.parse(line))
			: { error: "not JSON" };
		if ("error" in event) throw unreadable(`${file}:${index + 1}`, event.error);
		return event.event;
	});
}

function textOf(file: string): string {
	try {
		return readRegularFile(file, MOST_JOURNAL_BYTES).toString("utf8");
	} catch (error) {
		throw new Stop({
			code: "evidence-missing",
			message: `There is no run in that folder: ${file} cannot be read (${systemReason(error)}).`,
			remedy:
				"Name the folder that a run wrote (--out, by default .leak-budget).",
		});
	}
}

function readWithin(
	folder: string,
	path: string,
	mostBytes: number,
): Uint8Array {
	const file = resolve(folder, path);
	try {
		const real = realpathSync(file);
		if (!real.startsWith(realpathSync(folder) + sep))
			throw unreadable(path, "it lies outside the evidence folder");
		return readRegularFile(real, mostBytes);
	} catch (error) {
		if (error instanceof Stop) throw error;
		throw unreadable(path, systemReason(error));
	}
}

function isWhole(line: string): boolean {
	try {
		JSON.parse(line);
		return true;
	} catch {
		return false;
	}
}

function unreadable(where: string, why: string): Stop {
	return new Stop({
		code: "evidence-unreadable",
		message: `The evidence cannot be read: ${why}.`,
		where,
		remedy:
			"Run again, or fetch the folder again: it is not as a run wrote it.",
	});
}
