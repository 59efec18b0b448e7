import { parseCount } from "../model/quantity.ts";
import { usage } from "./usage.ts";

export interface InitOptions {
	/** Asks nothing, also on a terminal. */
	readonly yes: boolean;
	readonly service: string | undefined;
	readonly port: number | undefined;
	readonly ready: string | undefined;
	readonly load: string | undefined;
	readonly dryRun: boolean;
}

export const INIT_OPTIONS = {
	yes: { type: "boolean" },
	service: { type: "string" },
	port: { type: "string" },
	ready: { type: "string" },
	load: { type: "string" },
	"dry-run": { type: "boolean" },
} as const;

/** What was typed for `init`; a Stop `usage` where it cannot be meant. */
export function initOptions(values: {
	readonly yes?: boolean;
	readonly service?: string;
	readonly port?: string;
	readonly ready?: string;
	readonly load?: string;
	readonly "dry-run"?: boolean;
}): InitOptions {
	const { yes = false, service, port, ready, load } = values;
	return {
		yes,
		service,
		port: port === undefined ? undefined : portOf(port),
		ready,
		load,
		dryRun: values["dry-run"] ?? false,
	};
}

/** A port as typed: 1 to 65535. */
export function portOf(text: string): number {
	const port = parseCount(text);
	if (port !== undefined && port >= 1 && port <= 65_535) return port;
	throw usage(`--port ${JSON.stringify(text)}: give a port such as 8080.`);
}
