import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import type { Mask } from "../secrets/mask.ts";
import { maskedStream } from "../secrets/masked-stream.ts";
import { systemReason } from "../system-reason.ts";
import { lineSplitter } from "./lines.ts";
import { plainText } from "./plain-text.ts";
import { watchFor } from "./watch.ts";

export interface OutputOptions {
	/** The log; bytes are appended as they came, secrets masked. */
	readonly path: string;
	/** Finds the secrets that neither log nor tail may show. */
	readonly mask: Mask;
	/** Bytes of one command after which the log is cut; 64 MiB unless told. */
	readonly limitBytes?: number;
	/** Text to look out for, within one line, before anything is masked. */
	readonly watchFor?: string;
}

/** Where the output of one command goes: a bounded log, and its last lines for an error. */
export interface Output {
	readonly write: (stream: "stdout" | "stderr", chunk: Uint8Array) => void;
	/** The last 20 lines that are not blank, fit to be shown. */
	readonly tail: () => readonly string[];
	/** Whether `watchFor` was seen. */
	readonly saw: () => boolean;
	readonly close: () => void;
}

const tailLines = 20;
const tailWidth = 500;

export function openOutput(options: OutputOptions): Output {
	const { mask } = options;
	const tail: string[] = [];
	const keep = (line: string, goesOn = false) => {
		const plain = plainText(line);
		if (goesOn || plain.trim() === "") return;
		tail.push(
			plain.length > tailWidth ? `${plain.slice(0, tailWidth)}…` : plain,
		);
		if (tail.length > tailLines) tail.shift();
	};
	const watch = watchFor(options.watchFor);
	const log = openLog(options, (note) => keep(note));
	const openStream = () => {
		const lines = lineSplitter(keep);
		const stream = maskedStream(mask, (bytes) => {
			log.write(bytes);
			lines.write(bytes);
		});
		return {
			write: stream.write,
			end() {
				stream.end();
				lines.end();
			},
		};
	};
	const streams = { stdout: openStream(), stderr: openStream() };

	return {
		write(stream, chunk) {
			watch.write(stream, chunk);
			streams[stream].write(chunk);
		},
		tail: () => [...tail],
		saw: watch.saw,
		close() {
			streams.stdout.end();
			streams.stderr.end();
			log.close();
		},
	};
}

interface Log {
	readonly write: (bytes: Uint8Array) => void;
	readonly close: () => void;
}

function openLog(options: OutputOptions, onNote: (note: string) => void): Log {
	const limitBytes = options.limitBytes ?? 64 * 1024 * 1024;
	let left = limitBytes;
	let file: number | undefined;

	// A full disk must not end the run, nor keep a teardown from running; the tail says that the log is short.
	const guarded = (work: () => void) => {
		try {
			work();
		} catch (error) {
			left = 0;
			onNote(
				`[leak-budget: the log cannot be written: ${systemReason(error)}]`,
			);
		}
	};
	const append = (bytes: Uint8Array) =>
		guarded(() => {
			if (file !== undefined) writeSync(file, bytes);
		});
	guarded(() => {
		mkdirSync(dirname(options.path), { recursive: true });
		file = openSync(options.path, "a");
	});
	return {
		write(bytes) {
			if (file === undefined || left <= 0) return;
			const room = left;
			left -= bytes.length;
			append(bytes.subarray(0, room));
			if (left > 0) return;
			append(
				Buffer.from(`\n[leak-budget: log cut after ${limitBytes} bytes]\n`),
			);
		},
		close() {
			if (file !== undefined) closeSync(file);
			file = undefined;
		},
	};
}
