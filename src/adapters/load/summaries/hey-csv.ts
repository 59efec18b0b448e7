import { httpKind, isFailure } from "../error-kind.ts";
import { errorTally } from "../error-tally.ts";
import { latencies } from "../latencies.ts";
import type { LineReader, SummaryFormat } from "./summary.ts";

/**
 * `hey -o csv`: one row for each answer, seconds and the status code. Requests
 * without an answer have no row, and hey keeps no more than a million.
 */
export const heyCsv: SummaryFormat = { kind: "lines", name: "hey", open };

const header =
	/^response-time,DNS\+dialup,DNS,Request-write,Response-delay,Response-read,status-code,offset$/;
const row = /^(\d+\.\d+),(?:[^,]*,){5}(\d{3}),/;

function open(): LineReader {
	const errors = errorTally();
	const times = latencies();
	let begun = false;
	let requests = 0;
	return {
		line(line) {
			begun ||= header.test(line);
			const match = begun ? row.exec(line) : null;
			if (match === null) return;
			requests += 1;
			times.add(Number(match[1]) * 1000);
			const status = Number(match[2]);
			if (isFailure(status)) errors.add(httpKind(status));
		},
		end() {
			if (!begun) return undefined;
			const errorKinds = errors.kinds();
			const p99Ms = times.p99Ms();
			return {
				requests,
				errors: errors.total(),
				...(errorKinds && { errorKinds }),
				...(p99Ms !== undefined && { p99Ms }),
			};
		},
	};
}
