import { parentPort } from "node:worker_threads";
import { Stop } from "../../src/model/problem.ts";
import { combinedProfile } from "../../src/pprof/combine.ts";
import type { Profile } from "../../src/pprof/profile.ts";
import { readProfile } from "../../src/pprof/read.ts";
import { stacksOf } from "../../src/pprof/stacks.ts";
import { writeProfile } from "../../src/pprof/write.ts";

/** What became of the bytes that a worker was given. */
export interface Verdict {
	/** Codes of the Stop it ended in, or none. */
	readonly codes: readonly string[];
	readonly message: string;
	/** Any other error, with its stack: a bug. */
	readonly crash: string;
	/** Bytes of all columns of the profile; 0 when there is none. */
	readonly columnBytes: number;
	/** At least this many bytes of buffers were allocated while reading. */
	readonly allocatedBytes: number;
	/** Of this thread, for everything: other work on the machine does not count. */
	readonly cpuMs: number;
}

parentPort?.on("message", (bytes: Uint8Array) =>
	parentPort?.postMessage(verdictOn(bytes)),
);

function verdictOn(bytes: Uint8Array): Verdict {
	const cpu = process.threadCpuUsage();
	const buffers = process.memoryUsage().arrayBuffers;
	let profile: Profile | undefined;
	let problem: unknown;
	try {
		profile = readProfile(bytes);
	} catch (error) {
		problem = error;
	}
	const allocatedBytes = process.memoryUsage().arrayBuffers - buffers;
	try {
		if (profile) useAll(profile);
	} catch (error) {
		problem = error;
	}
	const used = process.threadCpuUsage(cpu);
	return {
		codes: problem instanceof Stop ? problem.problems.map((p) => p.code) : [],
		message: problem instanceof Error ? problem.message : "",
		crash: problem && !(problem instanceof Stop) ? stackOf(problem) : "",
		columnBytes: profile ? columnBytes(profile) : 0,
		allocatedBytes,
		cpuMs: (used.user + used.system) / 1000,
	};
}

/** All that is ever made of a profile. */
function useAll(profile: Profile): void {
	stacksOf(profile, { modules: { firstParty: [], libraries: [] } });
	readProfile(writeProfile(profile));
	combinedProfile({ sources: [profile], base: [profile], diffBase: true });
}

/** Arrays in arrays: columns, and what the string table shows of itself is not one. */
function columnBytes(value: unknown): number {
	if (ArrayBuffer.isView(value)) return value.buffer.byteLength;
	if (typeof value !== "object" || value === null) return 0;
	return Object.values(value).reduce(
		(sum: number, one) => sum + columnBytes(one),
		0,
	);
}

function stackOf(error: unknown): string {
	return error instanceof Error ? (error.stack ?? error.message) : `${error}`;
}
