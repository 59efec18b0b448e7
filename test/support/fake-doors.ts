import type { Doors } from "../../src/adapters/service/doors.ts";
import type { Probe } from "../../src/ports.ts";

/** A probe that only its identity matters of. */
export const fakeProbe = { environment: {} } as unknown as Probe;

/** Doors to nowhere that remember who knocked. */
export function fakeDoors(overrides: Partial<Doors> = {}): Doors & {
	readonly knocks: { readonly door: string; readonly options: unknown }[];
} {
	const knocks: { door: string; options: unknown }[] = [];
	return {
		knocks,
		async prepareGoBuild(options) {
			knocks.push({ door: "prepareGoBuild", options });
			return { env: { GOFLAGS: "-overlay=ours" }, notes: ["a note"] };
		},
		agentEnvironment: (directory) => ({ AGENT_DIRECTORY: directory }),
		async connectAgent(options) {
			knocks.push({ door: "connectAgent", options });
			return undefined;
		},
		async connectPprof(options) {
			knocks.push({ door: "connectPprof", options });
			return { absent: "nobody listens there" };
		},
		...overrides,
	};
}
