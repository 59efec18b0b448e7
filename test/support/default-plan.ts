import type { Plan } from "../../src/model/plan.ts";

/** A service with the budgets of a file that names none. */
export const DEFAULT_PLAN: Plan = {
	name: "shop",
	directory: "/shop",
	service: {
		run: "bin/shop",
		cwd: "/shop",
		env: { TOKEN: "secret" },
		readyTimeoutMs: 1000,
		profiles: { kind: "auto" },
		stop: { signal: "SIGTERM", timeoutMs: 1000 },
	},
	load: [{ kind: "command", name: "load", run: "load", allowErrors: 0.01 }],
	rounds: "auto",
	settle: { timeoutMs: 30_000, quietMs: 1000 },
	heapSampling: 32_768,
	budgets: [
		{
			metric: "goroutines",
			limits: [{ kind: "growth", value: 0, text: "+0" }],
			byDefault: true,
		},
		{
			metric: "leaked_goroutines",
			limits: [{ kind: "growth", value: 0, text: "+0" }],
			byDefault: true,
		},
		{
			metric: "inuse_space",
			limits: [{ kind: "growth-auto", text: "auto" }],
			byDefault: true,
		},
	],
};
