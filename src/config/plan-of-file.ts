import type { Metric } from "../model/metric.ts";
import type {
	Budget,
	Ignore,
	Limit,
	Plan,
	Ready,
	Rules,
	Scenario,
	ServicePlan,
	StackBudget,
} from "../model/plan.ts";
import { folderName, resolveFolder } from "./folder.ts";
import { samplingFor } from "./heap-sampling.ts";
import { DEFAULT_CONNECTIONS, DEFAULT_REQUESTS } from "./load-schema.ts";
import { ONLY_NAME, scenarioName } from "./scenario-name.ts";
import type { BudgetFile } from "./schema.ts";
import { expandVariables, type Variables, variablesIn } from "./variables.ts";

export interface Surroundings {
	/** Absolute folder that relative paths and commands start from. */
	readonly directory: string;
	/** For `${NAME}` in service.env. */
	/** For `${NAME}` in service.env; undefined leaves it as it is: to judge, nothing of it is needed. */
	readonly environment: Variables | undefined;
	readonly metrics: readonly Metric[];
}

/** A file without mistakes → the Plan. */
export function planOfFile(file: BudgetFile, around: Surroundings): Plan {
	const { setup, teardown } = file;
	const load = [file.load].flat();
	const rules = rulesOf(file, around.metrics);
	return {
		name: file.name ?? folderName(around.directory),
		directory: around.directory,
		service: servicePlan(file.service, load[0]?.http?.url, around),
		...(setup !== undefined && { setup }),
		...(teardown !== undefined && { teardown }),
		load: load.map((one) => scenario(one, load.length > 1)),
		rounds: file.rounds,
		settle: { timeoutMs: file.settle.timeout, quietMs: file.settle.quiet },
		heapSampling:
			file.heap_sampling === "auto"
				? samplingFor(rules, around.metrics)
				: file.heap_sampling,
		...rules,
	};
}

function rulesOf(
	{ budgets: { stacks, ...limits }, ignore, fail_on: failOn }: BudgetFile,
	metrics: readonly Metric[],
): Rules {
	return {
		budgets: budgets(limits as Limits, metrics),
		...(stacks && { stacks: stacks.map((one) => stackBudget(one, metrics)) }),
		...(ignore && { ignore: ignore.map(ignored) }),
		...(failOn === "new" && { failOn }),
	};
}

function servicePlan(
	service: BudgetFile["service"],
	firstUrl: string | undefined,
	{ directory, environment }: Surroundings,
): ServicePlan {
	const { build } = service;
	const ready = readyOf(service.ready, firstUrl);
	const env = Object.entries(service.env).map(([name, value]) => [
		name,
		environment ? expandVariables(value, environment) : value,
	]);
	const taken = Object.values(service.env).flatMap(variablesIn);
	return {
		...(build !== undefined && { build }),
		run: service.run,
		cwd: resolveFolder(directory, service.cwd),
		env: Object.fromEntries(env),
		...(taken.length > 0 && { taken }),
		...(ready && { ready }),
		readyTimeoutMs: service.ready_timeout,
		profiles: service.profiles,
		stop: { signal: service.stop.signal, timeoutMs: service.stop.timeout },
	};
}

/** Profiles can be read before a service listens: unless told otherwise, the first request waits for its port. */
function readyOf(
	written: BudgetFile["service"]["ready"],
	firstUrl: string | undefined,
): Ready | undefined {
	if (written !== undefined)
		return "log" in written ? { kind: "log", text: written.log } : written;
	if (firstUrl === undefined) return undefined;
	const { protocol, hostname, port } = new URL(firstUrl);
	return {
		kind: "tcp",
		host: hostname.replace(/^\[|\]$/g, ""),
		port: Number(port) || (protocol === "https:" ? 443 : 80),
	};
}

type ScenarioOfFile = Exclude<BudgetFile["load"], readonly unknown[]>;

function scenario(written: ScenarioOfFile, isOneOfSeveral: boolean): Scenario {
	const { allow_errors: allowErrors, http, run, body, rate } = written;
	const name = isOneOfSeveral
		? scenarioName(written)
		: (written.name ?? ONLY_NAME);
	if (run !== undefined) return { kind: "command", name, allowErrors, run };
	if (!http)
		throw new Error("a load with neither http nor run was let through");
	const { duration: durationMs, requests = Number(DEFAULT_REQUESTS) } = written;
	const usual = Number(DEFAULT_CONNECTIONS);
	return {
		kind: "http",
		name,
		allowErrors,
		...http,
		headers: written.headers,
		...(body !== undefined && { body }),
		connections:
			written.connections ??
			(durationMs === undefined ? Math.min(usual, requests) : usual),
		amount:
			durationMs === undefined
				? { kind: "requests", requests }
				: { kind: "duration", durationMs },
		...(rate !== undefined && { ratePerSecond: rate }),
	};
}

/** What the schema makes of limits: their keys are the registry's metrics, which its type cannot tell. */
type Limits = Readonly<Record<string, readonly Limit[] | undefined>>;

/** In the registry's order: what the file says of a metric, else its default. */
function budgets(
	written: Limits,
	metrics: readonly Metric[],
): readonly Budget[] {
	return metrics.flatMap(({ name, defaultLimit }) => {
		const limits: readonly Limit[] =
			written[name] ?? (defaultLimit ? [defaultLimit] : []);
		const byDefault = written[name] === undefined;
		return limits.length === 0 ? [] : [{ metric: name, limits, byDefault }];
	});
}

function stackBudget(
	{ match, ...limits }: { readonly match: string },
	metrics: readonly Metric[],
): StackBudget {
	const withoutDefaults = metrics.map(({ defaultLimit: _, ...rest }) => rest);
	return { match, budgets: budgets(limits as Limits, withoutDefaults) };
}

type IgnoreOfFile = NonNullable<BudgetFile["ignore"]>[number];

function ignored({ until, ...entry }: IgnoreOfFile): Ignore {
	return { ...entry, ...(until !== undefined && { until }) };
}
