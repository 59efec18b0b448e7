import type { Profile } from "./profile.ts";
import { profileBuilder } from "./profile-builder.ts";
import { type TextLines, textLines } from "./text-lines.ts";
import { narrowed, readAddresses, readTextStack } from "./text-stacks.ts";
import { unreadableLine } from "./unreadable.ts";

const HEADER = /^(\S+) profile: total (\d+)$/;

/** Whether a text's first line that is no comment is that of a count profile. */
export function isCountText(firstLine: string): boolean {
	return HEADER.test(firstLine);
}

/**
 * Reads a goroutine, threadcreate, goroutineleak or custom profile of debug=1.
 * One value, `count`, named after the profile; labels are string labels; frames
 * as text-stacks.ts says. More than pprof takes: a row without any address,
 * which Go 1.26 writes for a goroutine that has not begun. A Stop
 * `profile-unreadable` with its line for a row that makes no sense, and when
 * the rows are fewer than the header says. Source: printCountProfile of
 * runtime/pprof, parseGoCount of google/pprof.
 */
export function readCountText(bytes: Uint8Array): Profile {
	const lines = textLines(bytes);
	const header = HEADER.exec(firstRow(lines) ?? "");
	if (!header)
		throw unreadableLine("no count profile begins", lines.number || 1);
	const type = { type: header[1] ?? "", unit: "count" };
	const builder = profileBuilder({
		sampleTypes: [type],
		periodType: type,
		period: 1n,
	});
	let sum = 0n;
	for (let line = lines.next(); line !== undefined; line = lines.next()) {
		if (isBlankOrComment(line)) continue;
		if (line.startsWith("---")) break;
		const number = lines.number;
		const row = /^(\d{1,19}) @(.*)$/.exec(line);
		const count = BigInt(row?.[1] ?? 0);
		const addresses = readAddresses(row?.[2] ?? "");
		if (!row || !addresses || count >= 1n << 63n)
			throw unreadableLine("a count and its addresses are expected", number);
		const stack = readTextStack(lines, builder, addresses);
		builder.sample(stack.locations, [narrowed(count)], stack.labels);
		sum += count;
	}
	if (sum < BigInt(header[2] ?? 0))
		throw unreadableLine(
			`it is cut short (${sum} of ${header[2]} are there)`,
			lines.number,
		);
	return builder.build();
}

/** The first line that says something. */
export function firstRow(lines: TextLines): string | undefined {
	for (let line = lines.next(); line !== undefined; line = lines.next())
		if (!isBlankOrComment(line)) return line;
	return undefined;
}

export function isBlankOrComment(line: string): boolean {
	const text = line.trimStart();
	return text === "" || text.startsWith("#");
}
