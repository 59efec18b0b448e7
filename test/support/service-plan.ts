import { tmpdir } from "node:os";
import type { Plan, Scenario, ServicePlan } from "../../src/model/plan.ts";

/** A plan for the process adapters: no budgets; time-outs that a busy machine does not reach. */
export function servicePlan(
	service: Partial<ServicePlan> = {},
	plan: Partial<Omit<Plan, "service">> = {},
): Plan {
	return {
		name: "shop",
		directory: tmpdir(),
		load: [],
		rounds: 1,
		settle: { timeoutMs: 1000, quietMs: 100 },
		heapSampling: 32_768,
		budgets: [],
		...plan,
		service: {
			run: "sleep 60",
			cwd: tmpdir(),
			env: {},
			readyTimeoutMs: 30_000,
			profiles: { kind: "auto" },
			stop: { signal: "SIGTERM", timeoutMs: 2_000 },
			...service,
		},
	};
}

export function httpScenario(
	scenario: Partial<Extract<Scenario, { kind: "http" }>> = {},
): Extract<Scenario, { kind: "http" }> {
	return {
		kind: "http",
		name: "orders",
		method: "GET",
		url: "http://127.0.0.1:1/",
		headers: {},
		connections: 4,
		amount: { kind: "requests", requests: 40 },
		allowErrors: 0,
		...scenario,
	};
}

export function commandScenario(
	run: string,
	allowErrors = 0,
): Extract<Scenario, { kind: "command" }> {
	return { kind: "command", name: "orders", run, allowErrors };
}
