import type { Excerpt } from "../../src/model/excerpt.ts";
import type { Culprit, Finding, Verdict } from "../../src/model/verdict.ts";

const limit = { kind: "growth", value: 0, text: "+0" } as const;

/** `growths` a round of 200 requests, from 14 on. */
export function finding(
	growths: readonly number[],
	more: Partial<Finding> = {},
): Finding {
	const values = [14];
	for (const growth of growths) values.push((values.at(-1) ?? 0) + growth);
	return {
		metric: "goroutines",
		unit: "count",
		limit,
		outcome: "over",
		kind: "leak",
		before: 14,
		peak: 700,
		after: values.at(-1) ?? null,
		growth: Math.min(...growths),
		noise: 0,
		perRequest: Math.min(...growths) / 200,
		rounds: growths.map((growth, index) => ({
			before: values[index] ?? 0,
			after: values[index + 1] ?? 0,
			growth,
			requests: 200,
			settledMs: 30_000,
		})),
		...more,
	};
}

export function culprit(more: Partial<Culprit> = {}): Culprit {
	const name = "example.com/shop/internal/orders.(*Client).Get.func1";
	const frame = { function: name, file: "/src/orders/client.go", line: 39 };
	return {
		...frame,
		metric: "goroutines",
		stack: [
			{ function: "runtime.gopark", file: "runtime/proc.go", line: 462 },
			frame,
		],
		growth: 100,
		perRequest: 0.5,
		band: null,
		route: "GET /orders/{id}",
		scenario: "http",
		wait: "chan send",
		proven: true,
		first_party: true,
		entry: name,
		...more,
	};
}

export function excerpt(more: Partial<Excerpt> = {}): Excerpt {
	return {
		file: "/src/orders/client.go",
		path: "internal/orders/client.go",
		firstLine: 38,
		lines: ["\tgo func() {", "\t\tfound <- c.load(id)", "\t}()"],
		line: 39,
		...more,
	};
}

export function verdict(more: Partial<Verdict> = {}): Verdict {
	return {
		format: 1,
		name: "shop",
		outcome: "fail",
		exitCode: 1,
		findings: [finding([100, 100, 100])],
		observed: [],
		culprits: [culprit()],
		problems: [],
		notes: [],
		environment: { go: "go1.26.8", os: "linux/amd64", tool: "test" },
		timings: {},
		...more,
	};
}
