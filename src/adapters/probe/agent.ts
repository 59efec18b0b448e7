import { readdir, stat } from "node:fs/promises";
import { Stop } from "../../model/problem.ts";
import type { Clock, Probe } from "../../ports.ts";
import {
	type Info,
	notUnderstood,
	parseCounters,
	parseInfo,
} from "./agent-answers.ts";
import { type Answer, request } from "./request.ts";

/** What the service's environment needs so that the agent in it listens below `directory` (absolute, this run's own). */
export function agentEnvironment(directory: string): Record<string, string> {
	return { LEAK_BUDGET_AGENT: directory };
}

/**
 * Finds the agent of the process that was started as `pid`, or, where that is a
 * shell or make, of its oldest living descendant that has one: all sockets in
 * `directory` are of descendants, for only they have it in their environment.
 * Undefined when none answers within `timeoutMs`. A Stop when the path is too
 * long for a socket, or the agent is another version's.
 */
export async function connectAgent(options: {
	readonly directory: string;
	readonly pid: number;
	readonly timeoutMs: number;
	readonly clock: Clock;
	readonly signal: AbortSignal;
}): Promise<Probe | undefined> {
	const { directory, pid, timeoutMs, clock, signal } = options;
	refuseLongPath(directory);
	const until = clock.now() + timeoutMs;
	for (;;) {
		for (const socket of await sockets(directory, pid)) {
			const info = await greet(socket, signal);
			if (info !== undefined) return agentProbe(socket, info, signal);
		}
		if (clock.now() >= until) return undefined;
		await clock.sleep(50, signal);
	}
}

/** A unix socket's path may have 104 bytes on macOS, 108 on Linux, with a zero at its end. */
function refuseLongPath(directory: string): void {
	if (Buffer.byteLength(`${directory}/4194304.sock`) <= 103) return;
	throw new Stop({
		code: "socket-path-too-long",
		message: `The folder ${directory} is too long a path for the agent's socket.`,
		remedy: "Set TMPDIR to a shorter path.",
	});
}

/**
 * Paths of the sockets: that of `pid` first, then the oldest first. File times
 * move on by 4 ms or more, in which a process can start another: of equals, the
 * lower number is the parent's.
 */
async function sockets(
	directory: string,
	pid: number,
): Promise<readonly string[]> {
	const names = (await readdir(directory)).filter((name) =>
		/^\d+\.sock$/.test(name),
	);
	const found = await Promise.all(
		names.map(async (name) => ({
			name,
			process: Number.parseInt(name, 10),
			// A process may remove its socket while it re-executes itself.
			born: await stat(`${directory}/${name}`).then(
				(file) => file.mtimeMs,
				() => Number.POSITIVE_INFINITY,
			),
		})),
	);
	return found
		.toSorted(
			(a, b) =>
				Number(b.process === pid) - Number(a.process === pid) ||
				a.born - b.born ||
				a.process - b.process,
		)
		.map(({ name }) => `${directory}/${name}`);
}

/** Undefined where nobody listens: a process that ended leaves its socket behind. */
async function greet(
	socket: string,
	signal: AbortSignal,
): Promise<Info | undefined> {
	let answer: Answer;
	try {
		answer = await ask(socket, "GET", "/info", signal, 5_000);
	} catch (error) {
		signal.throwIfAborted();
		if (error instanceof Stop) return undefined;
		throw error;
	}
	return parseInfo(answer.body);
}

function agentProbe(socket: string, info: Info, signal: AbortSignal): Probe {
	return {
		environment: {
			os: `${info.goos}/${info.goarch}`,
			go: info.go,
			source: "agent",
			modules: info.modules,
			memProfileRate: info.memProfileRate,
			leakProfile: info.leakProfile,
		},
		async memProfileRate() {
			const answer = await askWhole(socket, "GET", "/info", signal);
			return parseInfo(answer.body).memProfileRate;
		},
		async counters() {
			return parseCounters(
				(await askWhole(socket, "GET", "/counters", signal)).body,
			);
		},
		async settledCounters({ release }) {
			const path = `/settle?release=${release ? 1 : 0}`;
			return parseCounters((await askWhole(socket, "POST", path, signal)).body);
		},
		async profile(name, debug) {
			const path = `/profile?name=${encodeURIComponent(name)}&debug=${debug}`;
			return (await askWhole(socket, "GET", path, signal)).body;
		},
		async leakedGoroutines() {
			const answer = await ask(socket, "GET", "/leaked", signal);
			if (answer.status === 404) return undefined;
			const count = Number(answer.headers["x-count"]);
			if (answer.status !== 200 || !Number.isInteger(count) || count < 0) {
				throw notUnderstood("/leaked");
			}
			return { count, profile: answer.body };
		},
		async plant({ goroutines, bytes }) {
			const path = `/plant?goroutines=${goroutines}&bytes=${bytes}`;
			await askWhole(socket, "POST", path, signal);
		},
	};
}

/** Twelve garbage collections, or the stacks of a million goroutines, take their time. */
const patienceMs = 180_000;

function ask(
	socket: string,
	method: "GET" | "POST",
	path: string,
	signal: AbortSignal,
	timeoutMs = patienceMs,
): Promise<Answer> {
	return request({
		whom: "the agent in the service",
		method,
		options: { socketPath: socket, path, agent: false },
		timeoutMs,
		signal,
	});
}

async function askWhole(
	socket: string,
	method: "GET" | "POST",
	path: string,
	signal: AbortSignal,
): Promise<Answer> {
	const answer = await ask(socket, method, path, signal);
	if (answer.status === 200) return answer;
	throw new Stop({
		code: "probe-failed",
		message: `The agent in the service refused ${path}: ${answer.body.toString("utf8", 0, 200)}.`,
		remedy: "Ask for a profile that this version of Go has.",
	});
}
