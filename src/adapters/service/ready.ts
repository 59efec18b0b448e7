import type { Plan, Ready } from "../../model/plan.ts";
import { Stop } from "../../model/problem.ts";
import type { Clock } from "../../ports.ts";
import type { ShellProcess } from "../process/shell.ts";
import { connectFailure, tryConnect } from "./address.ts";
import { serviceExited } from "./exit.ts";
import { getStatus } from "./get-status.ts";

const pollMs = 50;
const attemptMs = 2_000;

/**
 * Polls `service.ready` until it holds. HTTP is ready when it answers 2xx or
 * 3xx (redirects are not followed), tcp when it accepts, log when one line of
 * output holds the text. Throws a Stop `never-ready` after
 * `service.ready_timeout`, or `service-exited` when the service ends first.
 */
export async function untilReady(
	plan: Plan,
	shell: ShellProcess,
	clock: Clock,
	signal: AbortSignal,
): Promise<void> {
	const { ready, readyTimeoutMs } = plan.service;
	if (ready === undefined) return;
	const deadline = clock.now() + readyTimeoutMs;
	const exited = exitWatch(shell);
	for (;;) {
		signal.throwIfAborted();
		const failure = await Promise.race([
			attempt(ready, shell, signal),
			exited.promise,
		]);
		signal.throwIfAborted();
		const exit = exited.value();
		if (exit !== undefined) {
			throw serviceExited({
				name: plan.name,
				...exit,
				tail: shell.tail(),
				when: "before it was ready",
			});
		}
		if (failure === undefined) return;
		if (clock.now() >= deadline) throw neverReady(plan, ready, failure, shell);
		await clock.sleep(pollMs, signal);
	}
}

/** Undefined when ready, else why not, as a sentence goes on. */
async function attempt(
	ready: Ready,
	shell: ShellProcess,
	signal: AbortSignal,
): Promise<string | undefined> {
	switch (ready.kind) {
		case "log":
			return shell.saw() ? undefined : "was not found in its output";
		case "tcp":
			return tryConnect(ready, attemptMs);
		case "http": {
			try {
				const status = await getStatus(ready.url, attemptMs, signal);
				return status >= 200 && status < 400 ? undefined : `answered ${status}`;
			} catch (error) {
				return connectFailure(error);
			}
		}
		default:
			return ready satisfies never;
	}
}

function exitWatch(shell: ShellProcess) {
	let exit: Awaited<ShellProcess["exited"]> | undefined;
	const promise = shell.exited.then((value) => {
		exit = value;
		return undefined;
	});
	return { promise, value: () => exit };
}

function neverReady(
	plan: Plan,
	ready: Ready,
	failure: string,
	shell: ShellProcess,
): Stop {
	const seconds = Number((plan.service.readyTimeoutMs / 1000).toPrecision(3));
	const tail = shell.tail();
	return new Stop({
		code: "never-ready",
		message: `${plan.name} did not get ready: ${named(ready)} ${failure} for ${seconds} s. It was still running${tail.length === 0 ? " and printed nothing." : "; its last lines:"}`,
		where: "service.ready",
		remedy: remedy(ready, failure),
		tail,
	});
}

function named(ready: Ready): string {
	switch (ready.kind) {
		case "http":
			return ready.url;
		case "tcp":
			return `tcp://${ready.host}:${ready.port}`;
		case "log":
			return JSON.stringify(ready.text);
		default:
			return ready satisfies never;
	}
}

function remedy(ready: Ready, failure: string): string {
	if (ready.kind === "log") {
		return "Does it print that text, on one line? Set service.ready, or service.ready_timeout.";
	}
	return failure.startsWith("answered")
		? "Ready means an answer of 2xx or 3xx: set service.ready to a URL that gives one, or service.ready_timeout."
		: "Is the port right? Set service.ready, or service.ready_timeout.";
}
