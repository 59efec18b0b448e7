import { execFileSync } from "node:child_process";
import * as z from "zod";
import type { Subject } from "./subject.ts";

/** One case of `cases -list`; Go writes an empty list or map as null. */
const Case = z.strictObject({
	name: z.string(),
	kind: z.enum(["leak", "healthy"]),
	metric: z.string(),
	functions: z.array(z.string()).nullable(),
	requests: z.number(),
	settleTimeoutMs: z.number().optional(),
	env: z.record(z.string(), z.string()).nullable(),
	budgets: z.record(z.string(), z.string()).nullable(),
	/** cgo: only in the list of a build with a C compiler, as any build is that has one. */
	build: z.enum(["race", "cgo"]).optional(),
	mended: z.boolean(),
	paths: z.array(z.string()).nullable(),
});
type Case = z.infer<typeof Case>;

/** The services of the corpus: each leaking case, its mended twin, and the healthy ones. */
export function listSubjects(binary: string): readonly Subject[] {
	return subjectsOf(execFileSync(binary, ["-list"], { encoding: "utf8" }));
}

export function subjectsOf(list: string): readonly Subject[] {
	const cases = z.array(Case).parse(JSON.parse(list));
	return cases.flatMap((one) => {
		const own = subject(one);
		const twin: Subject = {
			...own,
			name: `${own.name}, mended`,
			leaks: false,
			words: [...own.words, "-mended"],
		};
		return one.mended ? [own, twin] : [own];
	});
}

function subject(one: Case): Subject {
	const { settleTimeoutMs } = one;
	return {
		name: one.name,
		leaks: one.kind === "leak",
		metric: one.metric,
		functions: one.functions ?? [],
		binary: one.build === "race" ? "race" : "cases",
		words: ["-case", one.name],
		paths: one.paths?.length ? one.paths : ["/"],
		requests: one.requests,
		...(settleTimeoutMs !== undefined && { settleTimeoutMs }),
		env: one.env ?? {},
		budgets: one.budgets ?? {},
	};
}
