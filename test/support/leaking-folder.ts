import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { openEvidence } from "../../src/adapters/evidence/write.ts";
import { profileBuilder } from "../../src/pprof/profile-builder.ts";
import { writeProfile } from "../../src/pprof/write.ts";
import { evidenceOf, planWith } from "./evidence.ts";

const TYPE = { type: "goroutine", unit: "count" };
const FETCH = "example.com/shop/orders.(*Client).Fetch.func1";

/**
 * `folder/.leak-budget` as a run leaves it whose service, with its source in
 * `folder`, leaks 100 goroutines a round at orders/client.go:4. Returns its path.
 */
export function leakingFolder(folder: string): string {
	const source = join(folder, "orders", "client.go");
	mkdirSync(join(folder, "orders"), { recursive: true });
	writeFileSync(source, "package orders\n\ngo func() {\n\tfound <- 1\n}()\n");
	const out = join(folder, ".leak-budget");
	const { append, save } = openEvidence(out);
	const base = planWith();
	const plan = {
		...base,
		directory: folder,
		service: { ...base.service, cwd: folder },
	};
	append({ type: "plan", format: 1, plan });
	append({
		type: "environment",
		environment: {
			tool: "go-leak-budget 0.1.0",
			os: "linux/amd64",
			go: "go1.26.8",
			source: "agent",
			modules: { firstParty: ["example.com/shop"], libraries: [] },
			leakProfile: false,
		},
	});
	const { settled, loads } = evidenceOf([10, 110, 210, 310]);
	for (const state of settled) {
		const { round } = state;
		for (const { load } of loads.filter((one) => one.round === round))
			append({ type: "load", round, load });
		const moment = round === 0 ? "before" : "after";
		const path = `${round === 0 ? moment : `${moment}-${round}`}/goroutine.pb.gz`;
		save(path, goroutines(state.counters.goroutines - 10, source));
		const profiles = { goroutine: path };
		append({ type: "snapshot", snapshot: { moment, round, profiles } });
		append({ type: "settled", settled: state });
	}
	append({ type: "timing", name: "total", ms: 9_000 });
	return out;
}

/** `count` that send, beside the ten that are always there. */
function goroutines(count: number, source: string): Uint8Array {
	const builder = profileBuilder({ sampleTypes: [TYPE], periodType: TYPE });
	const location = (name: string, file: string, line: number) =>
		builder.location({
			mapping: -1,
			address: line,
			folded: false,
			lines: [
				{
					func: builder.func({ name, systemName: name, file, startLine: 0 }),
					line,
					column: 0,
				},
			],
		});
	const runtime = "/usr/local/go/src/runtime";
	const park = location("runtime.gopark", `${runtime}/proc.go`, 462);
	const send = location("runtime.chansend", `${runtime}/chan.go`, 283);
	const select = location("runtime.selectgo", `${runtime}/select.go`, 351);
	const main = location("main.main", join(source, "../../main.go"), 9);
	builder.sample([park, select, main], [10], []);
	const fetch = location(FETCH, source, 4);
	if (count > 0) builder.sample([park, send, fetch], [count], []);
	return gzipSync(writeProfile(builder.build()));
}
