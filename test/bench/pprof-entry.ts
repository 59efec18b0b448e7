import { readFileSync } from "node:fs";
import { inflateFast } from "../../src/adapters/profile-bytes.ts";
import { report } from "../../src/pprof/modes/report.ts";
import { readProfile } from "../../src/pprof/read.ts";

/** `top -base A B`, bundled as the command is: what the benchmark measures of ours. */
const MOST_BYTES = 1024 ** 3;
const [base, source] = process.argv.slice(2).map((file) =>
	readProfile(inflateFast(readFileSync(file), MOST_BYTES), {
		maxBytes: MOST_BYTES,
	}),
);
if (!base || !source) throw new Error("two files");
process.stdout.write(
	report("top", { sources: [source], base: [base], diffBase: false }, {}),
);
