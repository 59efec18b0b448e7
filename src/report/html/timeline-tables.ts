import type { Settled, Settling } from "../../model/evidence.ts";
import {
	formatBytes,
	formatCount,
	formatDuration,
} from "../../model/quantity.ts";
import type { Unit } from "../../model/verdict.ts";
import { fromTo } from "../amounts.ts";
import { plain } from "../plain.ts";
import type { Band } from "./bands.ts";
import { extent } from "./extent.ts";
import { type Html, html } from "./markup.ts";

/** The timeline for whoever cannot see it, and the numbers of every leak hunt beside each other. */
export function timelineTables(
	bands: readonly Band[],
	settled: readonly Settled[],
	scenarios: ReadonlyMap<number, string>,
): Html {
	return html`<details><summary>The same as numbers, with stacks, RSS and what Go holds</summary>
${settled.length === 0 ? null : settledTable(settled, scenarios)}
${bandTable(bands)}
</details>`;
}

function settledTable(
	settled: readonly Settled[],
	scenarios: ReadonlyMap<number, string>,
): Html {
	return html`<div class="scroll" role="region" aria-label="Settled values" tabindex="0"><table>
<caption>Settled: at rest and after garbage collection. Held by Go is what it has taken from the operating system for the heap and not given back.</caption>
<thead><tr><th scope="col">moment</th><th scope="col" class="number">goroutines</th><th scope="col" class="number">in-use heap</th><th scope="col" class="number">objects</th><th scope="col" class="number">stacks</th><th scope="col" class="number">held by Go</th><th scope="col" class="number">RSS</th><th scope="col">rest</th></tr></thead>
<tbody>
${settled.map(({ round, counters, settling, settledMs }) => {
	const held = counters.heapSys - counters.heapReleased;
	const rss = counters.rss === undefined ? "–" : formatBytes(counters.rss);
	return html`<tr><th scope="row">${moment(round, scenarios.get(round))}</th><td class="number">${formatCount(counters.goroutines)}</td><td class="number">${formatBytes(counters.heapAlloc)}</td><td class="number">${formatCount(counters.heapObjects)}</td><td class="number">${formatBytes(counters.stackInuse)}</td><td class="number">${formatBytes(held)}</td><td class="number">${rss}</td><td>${REST[settling]} after ${formatDuration(settledMs)}</td></tr>`;
})}
</tbody></table></div>`;
}

function bandTable(bands: readonly Band[]): Html {
	return html`<div class="scroll" role="region" aria-label="Lowest and highest readings" tabindex="0"><table>
<caption>Readings: lowest → highest of each part of the run</caption>
<thead><tr><th scope="col">part</th><th scope="col" class="number">from</th><th scope="col" class="number">to</th><th scope="col" class="number">readings</th><th scope="col" class="number">goroutines</th><th scope="col" class="number">in-use heap</th></tr></thead>
<tbody>
${bands.map(({ phase, round, fromMs, toMs, readings }) => {
	const counters = readings.map((reading) => reading.counters);
	const goroutines = counters.map((one) => one.goroutines);
	const heap = counters.map((one) => one.heapAlloc);
	const part = round === 0 ? "before load" : `round ${round}, ${phase}`;
	return html`<tr><th scope="row">${part}</th><td class="number">${formatDuration(fromMs)}</td><td class="number">${formatDuration(toMs)}</td><td class="number">${formatCount(readings.length)}</td><td class="number">${range(goroutines, "count")}</td><td class="number">${range(heap, "bytes")}</td></tr>`;
})}
</tbody></table></div>`;
}

const REST: Readonly<Record<Settling, string>> = {
	quiet: "quiet",
	flat: "still, above its allowance,",
	proven: "proven stuck",
	rising: "still rising",
	falling: "still falling",
	swinging: "still swinging",
};

function moment(round: number, scenario: string | undefined): string {
	if (round === 0) return "before load";
	const of = scenario === undefined ? "" : ` of ${plain(scenario, 60)}`;
	return `after round ${round}${of}`;
}

function range(values: readonly number[], unit: Unit): string {
	if (values.length === 0) return "–";
	const { lowest, highest } = extent(values);
	return fromTo(lowest, highest, unit);
}
