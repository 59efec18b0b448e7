import { Stop } from "../../model/problem.ts";
import type { BuildFacts } from "./build-facts.ts";
import { usesGoRun } from "./go-run.ts";

/** Why nobody answers from inside the service, and what to do. */
export function agentAbsent(facts: BuildFacts): Stop {
	const cause = causes.map((find) => find(facts)).find(isCause) ?? {
		because: "The build has no agent in it, and nothing tells why",
		remedy:
			"Let the build call plain `go` from PATH, with the environment it is given",
	};
	return new Stop({
		code: "agent-absent",
		message: `${cause.because}.`,
		where: facts.build ?? facts.run,
		remedy: `${cause.remedy}, or expose net/http/pprof and set service.profiles to its URL.`,
	});
}

interface Cause {
	readonly because: string;
	readonly remedy: string;
}

function isCause(cause: Cause | undefined): cause is Cause {
	return cause !== undefined;
}

/** The surest first. */
const causes: readonly ((facts: BuildFacts) => Cause | undefined)[] = [
	({ binary }) =>
		binary?.agent
			? {
					because: `${binary.path} has the agent in it, but it does not answer: LEAK_BUDGET_AGENT did not reach it`,
					remedy:
						"Let service.run start the program with the environment it is given (no sudo, env -i or container)",
				}
			: undefined,
	({ binary }) =>
		binary?.go && !binary.net
			? {
					because: `${binary.path} does not link the package net, which is where the agent goes`,
					remedy: "Import net (a blank import will do)",
				}
			: undefined,
	({ build, run }) =>
		build === undefined && !usesGoRun(run)
			? {
					because:
						"The service has no agent in it: there is no service.build, so it was built without ours",
					remedy: "Set service.build",
				}
			: undefined,
	({ binary }) =>
		binary?.stale
			? {
					because: `${binary.path} has no agent in it: the build left the file as it was`,
					remedy: `Remove ${binary.path} before service.build, or make it build anew (make -B)`,
				}
			: undefined,
	({ build, run }) =>
		/(^|[\s'"=])--?overlay\b/.test(build ?? run)
			? {
					because:
						"The build has no agent in it: the build command has an -overlay of its own, which beats ours",
					remedy: "Take -overlay out of service.build",
				}
			: undefined,
	({ build, run }) =>
		setsGoflags.test(build ?? run)
			? {
					because:
						"The build has no agent in it: the build command sets GOFLAGS, which replaces ours",
					remedy: 'Write GOFLAGS="$GOFLAGS …" in service.build',
				}
			: undefined,
	({ build, makefile }) =>
		/\bg?make\b/.test(build ?? "") && setsGoflags.test(makefile ?? "")
			? {
					because:
						"The build has no agent in it: the Makefile sets GOFLAGS, which replaces ours",
					remedy: "Use GOFLAGS += in the Makefile",
				}
			: undefined,
	({ build }) =>
		/\b(docker|podman|buildah|bazel|nix|ko)\b/.test(build ?? "")
			? {
					because:
						"The build has no agent in it: it runs where our GOFLAGS do not reach",
					remedy: "Build with the go command of this machine",
				}
			: undefined,
	({ build, run, makefile }) => {
		const text = commands(build ?? run, makefile);
		const hidden = hidesEnvironment.exec(text)?.[1];
		return hidden === undefined
			? undefined
			: {
					because: `The build has no agent in it: ${hidden.replace(/\s+/, " ")} keeps the environment from it, through which the agent comes`,
					remedy: `Take ${hidden.replace(/\s+/, " ")} out of the build`,
				};
	},
	({ build, run, makefile }) => {
		const go = absoluteGo.exec(commands(build ?? run, makefile))?.[1];
		return go === undefined
			? undefined
			: {
					because: `The build has no agent in it: it calls ${go} by its path, past the go that brings the agent`,
					remedy: "Let the build call plain `go`, and put its folder on PATH",
				};
	},
	({ binary }) =>
		binary !== undefined && !binary.go
			? {
					because: `${binary.path} is not a Go program, and what it starts has no agent in it`,
					remedy:
						"Let service.build build the program that service.run starts in the end",
				}
			: undefined,
];

/** What the build runs, as far as it can be read: a Makefile counts where make is called. */
function commands(build: string, makefile = ""): string {
	return /\bg?make\b/.test(build) ? `${build}\n${makefile}` : build;
}

const hidesEnvironment =
	/(?:^|[\s;&|(@])(env\s+(?:-i|--ignore-environment)|sudo)(?=\s)/m;

const absoluteGo = /(?:^|[\s;&|(=@'"])(\/(?:[\w.@-]+\/)*go)(?=[\s'"]|$)/m;

/** `GOFLAGS=…` and `GOFLAGS := …`; not `+=`, which keeps ours, nor `?=`, which yields to it, nor a value that names `$GOFLAGS`. */
const setsGoflags = /(?:^|[\s;&('"])GOFLAGS\s*:{0,3}=(?!.*\$[({]?GOFLAGS)/m;
