import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deflate } from "../../src/pprof/deflate.ts";
import { writeProfile } from "../../src/pprof/write.ts";
import { syntheticHeap } from "../support/synthetic-profile.ts";

/** Two snapshots that a benchmark subtracts. */
export const PAIRS = ["2k", "50k", "500k", "real"] as const;

export type Pair = (typeof PAIRS)[number];

const SAMPLES = { "2k": 2_000, "50k": 50_000, "500k": 500_000 };

/** Writes the two files into `folder`; generated ones are the same every time. */
export function pairOf(
	name: Pair,
	folder: string,
): { readonly files: readonly string[]; readonly about: string } {
	if (name === "real")
		return {
			files: compilerHeaps(join(folder, "compiler")),
			about:
				"the Go compiler's own heap at net/http and at go/types, a sample every 512 bytes",
		};
	const samples = SAMPLES[name];
	return {
		files: [false, true].map((growth) => {
			const file = join(folder, `${name}-${growth ? "after" : "before"}.pb.gz`);
			writeFileSync(
				file,
				deflate(writeProfile(syntheticHeap({ samples, growth }))),
			);
			return file;
		}),
		about: `${samples} generated samples, stacks of 30`,
	};
}

function compilerHeaps(folder: string): readonly string[] {
	mkdirSync(folder);
	const flags = `-gcflags=-memprofile=${folder}/ -memprofilerate=512`;
	return ["net/http", "go/types"].map((name) => {
		execFileSync("go", ["build", "-o", "/dev/null", flags, name]);
		return join(folder, `${encodeURIComponent(name)}.memprof`);
	});
}
