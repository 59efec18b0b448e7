import { parseCount } from "../model/quantity.ts";
import { usage } from "./usage.ts";

export interface InitOptions {
	/** Asks nothing, also on a terminal. */
	readonly yes: boolean;
	/** None: the likeliest. */
	readonly services: readonly string[];
	readonly port: number | undefined;
	readonly ready: string | undefined;
	readonly load: string | undefined;
	readonly dryRun: boolean;
	/** Only what a change brings is to fail. */
	readonly onlyNew: boolean;
}

export const INIT_OPTIONS = {
	yes: { type: "boolean" },
	service: { type: "string", multiple: true },
	port: { type: "string" },
	ready: { type: "string" },
	load: { type: "string" },
	"dry-run": { type: "boolean" },
	"only-new": { type: "boolean" },
} as const;

/** What was typed for `init`; a Stop `usage` where it cannot be meant. */
export function initOptions(values: {
	readonly yes?: boolean;
	readonly service?: readonly string[];
	readonly port?: string;
	readonly ready?: string;
	readonly load?: string;
	readonly "dry-run"?: boolean;
	readonly "only-new"?: boolean;
}): InitOptions {
	const { yes = false, service = [], port, ready, load } = values;
	if (service.length > 1 && (port ?? ready ?? load) !== undefined)
		throw usage("--port, --ready and --load speak of one --service.");
	return {
		yes,
		services: service,
		port: port === undefined ? undefined : portOf(port),
		ready,
		load,
		dryRun: values["dry-run"] ?? false,
		onlyNew: values["only-new"] ?? false,
	};
}

/** A port as typed: 1 to 65535. */
export function portOf(text: string): number {
	const port = parseCount(text);
	if (port !== undefined && port >= 1 && port <= 65_535) return port;
	throw usage(`--port ${JSON.stringify(text)}: give a port such as 8080.`);
}
