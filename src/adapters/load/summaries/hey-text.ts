import { errorKind, httpKind, isFailure } from "../error-kind.ts";
import { errorTally } from "../error-tally.ts";
import type { LineReader, SummaryFormat } from "./summary.ts";

/**
 * What hey prints unless told otherwise:
 * `Status code distribution:` with `  [200]\t36 responses`, and
 * `Error distribution:` with `  [40]\tGet "http://…": … connection refused`.
 */
export const heyText: SummaryFormat = { kind: "lines", name: "hey", open };

const status = /^\s+\[(\d{3})\]\t(\d+) responses$/;
const error = /^\s+\[(\d+)\]\t(.+)$/;
const p99 = /^\s+99%%? in (\d+\.\d+) secs$/;

type Part = "none" | "status" | "error";

function open(): LineReader {
	const errors = errorTally();
	let part: Part = "none";
	let begun = false;
	let requests = 0;
	let p99Ms: number | undefined;
	return {
		line(line) {
			if (line === "Status code distribution:") {
				begun = true;
				part = "status";
			} else if (line === "Error distribution:") part = "error";
			else if (part === "none") {
				const match = p99.exec(line);
				if (match !== null) p99Ms = Number(match[1]) * 1000;
			} else {
				const match = (part === "status" ? status : error).exec(line);
				if (match === null) return;
				const times = Number(part === "status" ? match[2] : match[1]);
				requests += times;
				if (part === "error") errors.add(errorKind(match[2] ?? ""), times);
				else if (isFailure(Number(match[1])))
					errors.add(httpKind(Number(match[1])), times);
			}
		},
		end() {
			if (!begun) return undefined;
			const errorKinds = errors.kinds();
			return {
				requests,
				errors: errors.total(),
				...(errorKinds && { errorKinds }),
				...(p99Ms !== undefined && { p99Ms }),
			};
		},
	};
}
