import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RunningService } from "../../ports.ts";
import { type ShellProcess, startShell } from "../process/shell.ts";
import { temporaryFolder } from "../temporary.ts";
import { serviceExited } from "./exit.ts";
import { findProbe } from "./find-probe.ts";
import { untilReady } from "./ready.ts";
import type { StartOptions } from "./start-options.ts";

/** Starts `service.run` and returns at once. */
export async function startService(
	options: StartOptions,
): Promise<RunningService> {
	const { plan, clock, doors } = options;
	const { service } = plan;
	const { path: socketDirectory, remove } = shortDirectory();
	let shell: ShellProcess;
	try {
		shell = await startShell({
			command: service.run,
			cwd: service.cwd,
			env: {
				...options.environment,
				...(service.profiles.kind === "auto" &&
					doors.agentEnvironment(socketDirectory)),
				GODEBUG: withHeapSampling(
					options.environment.GODEBUG,
					plan.heapSampling,
				),
			},
			log: options.log,
			clock,
			mask: options.mask,
			...(service.ready?.kind === "log" && { watchFor: service.ready.text }),
		});
	} catch (error) {
		remove();
		throw error;
	}
	let stopping: Promise<void> | undefined;
	const died = shell.exited.then((exit) =>
		stopping === undefined
			? serviceExited({
					name: plan.name,
					...exit,
					tail: shell.tail(),
					when: options.when(),
				})
			: neverSettles,
	);

	const end = async () => {
		const how = { ...service.stop, hurry: options.signal };
		if (await shell.end(how)) return;
		options.notes(
			`${plan.name} runs as another user; it could not be stopped.`,
		);
	};

	return {
		died,
		ready: (signal) => untilReady(plan, shell, clock, signal),
		probe: (signal) =>
			Promise.race([
				findProbe({ ...options, shell, socketDirectory, signal }),
				died.then((stop) => {
					throw stop;
				}),
			]),
		stop() {
			stopping ??= end().then(remove);
			return stopping;
		},
	};
}

const neverSettles = new Promise<never>(() => {});

/** The user's GODEBUG with our rate added; of a key that is there twice, Go takes the last. */
export function withHeapSampling(
	godebug: string | undefined,
	bytesPerSample: number,
): string {
	const ours = `memprofilerate=${bytesPerSample}`;
	return godebug === undefined || godebug === "" ? ours : `${godebug},${ours}`;
}

/** A unix socket's path holds 104 bytes on macOS, 108 on Linux; a long TMPDIR is not for us. */
function shortDirectory() {
	const base = tmpdir().length <= 70 ? tmpdir() : "/tmp";
	return temporaryFolder(join(base, "lb-"));
}
