import * as z from "zod/mini";
import { optional, required, textKeywords, withDefault } from "./documented.ts";
import { duration, nonEmpty, scalar, wrong } from "./scalars.ts";
import { nearest } from "./spelling.ts";
import { profileSource, readyAddress } from "./urls.ts";

const SIGNALS = [
	"SIGTERM",
	"SIGINT",
	"SIGQUIT",
	"SIGHUP",
	"SIGUSR1",
	"SIGUSR2",
	"SIGKILL",
] as const;

/** `service`: how the program under test is built, started, reached and stopped. */
export function serviceSchema() {
	const schema = z.strictObject(
		{
			build: optional(nonEmpty("a command"), {
				type: "command",
				description:
					"Builds the service; run with the agent's overlay in GOFLAGS. Left out for a binary that is built already.",
				examples: ["go build -o bin/shop ./cmd/shop"],
			}),
			run: required(nonEmpty("a command"), {
				type: "command",
				description: "Starts the service, in the foreground.",
				examples: ["bin/shop --addr 127.0.0.1:8080"],
			}),
			cwd: withDefault(nonEmpty("a folder"), ".", {
				type: "folder",
				description:
					"Folder that build and run start in, relative to the folder of the budget file (to the repository for one in .github).",
				examples: ["services/shop"],
			}),
			env: withDefault(
				environmentVariables(),
				{},
				{
					type: "mapping",
					description:
						"Environment of the service on top of the present one. $" +
						"{NAME} takes a variable from there, $$ is a dollar sign.",
					examples: [{ LOG_LEVEL: "warn", PRICE: "5$$" }],
				},
			),
			ready: optional(readySchema(), {
				type: "URL, tcp://host:port or { log: text }",
				description:
					"When the service is ready for load: a URL that answers 2xx or 3xx, a port that accepts, or a text in its output. Without it: as soon as the port of the first load's `http` accepts, else as its profiles can be read.",
				examples: [
					"http://127.0.0.1:8080/healthz",
					"tcp://127.0.0.1:8080",
					{ log: "listening on" },
				],
			}),
			ready_timeout: withDefault(duration(), "60s", {
				type: "duration",
				description: "How long the service may take to get ready.",
				examples: ["2m"],
			}),
			profiles: withDefault(profileSource(), "auto", {
				type: "auto or URL",
				description:
					"Where profiles come from. auto: the agent that the build adds, else net/http/pprof. Or the URL of a net/http/pprof index under any prefix.",
				examples: ["auto", "http://127.0.0.1:6060/debug/pprof/"],
			}),
			stop: withDefault(
				stopSchema(),
				{},
				{
					type: "mapping",
					description: "How the service is asked to stop.",
					examples: [{ signal: "SIGINT", timeout: "5s" }],
				},
			),
		},
		{ error: "must be a mapping such as { run: bin/shop }." },
	);
	return required(schema, {
		type: "mapping",
		description: "The Go program under test.",
	});
}

function readySchema() {
	return z.union(
		[
			readyAddress(),
			z.strictObject({
				log: required(nonEmpty("a text"), {
					type: "text",
					description: "Text within a line of the service's output.",
					examples: ["listening on"],
				}),
			}),
		],
		{ error: "must be a URL, tcp://host:port or { log: text }." },
	);
}

function stopSchema() {
	return z.strictObject(
		{
			signal: withDefault(signal(), "SIGTERM", {
				type: "signal",
				description: "Signal that asks the service's process group to stop.",
				examples: ["SIGINT"],
				json: { enum: SIGNALS },
			}),
			timeout: withDefault(duration(), "10s", {
				type: "duration",
				description: "How long it may take before it is killed.",
				examples: ["5s"],
			}),
		},
		{ error: "must be a mapping such as { signal: SIGINT, timeout: 5s }." },
	);
}

function signal() {
	return scalar("must be a signal such as SIGTERM.", (text) => {
		const known = SIGNALS.find((one) => one === text);
		if (known) return { value: known };
		const meant = nearest(text, SIGNALS) ?? nearest(`SIG${text}`, SIGNALS);
		return wrong(
			text,
			"is not a signal that stops a service",
			`Write ${meant ?? SIGNALS.join(", ")}.`,
		);
	});
}

function environmentVariables() {
	const name = z.string().check(z.regex(/^[A-Za-z_][\w.-]*$/));
	const value = z.string({
		error: 'must be text. Write "" for an empty value.',
	});
	textKeywords.add(value, { type: ["string", "number", "boolean"] });
	return z.record(name, value, {
		error: "must be a mapping of names to values.",
	});
}
