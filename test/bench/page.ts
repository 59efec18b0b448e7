import {
	mkdtempSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { buildInto } from "../../scripts/build.ts";
import type { Difference } from "../../src/model/difference.ts";
import { differenceOf, type Subject } from "../../src/pprof/difference.ts";
import { stacksOf } from "../../src/pprof/stacks.ts";
import { pageOf } from "../page/page-of.ts";
import { type Browser, openBrowser } from "../support/browser.ts";
import { syntheticHeap } from "../support/synthetic-profile.ts";
import { median } from "./median.ts";

/**
 * `npm run bench:page`: the report of two profiles of 50,000 samples each, in a
 * browser: its size, the time to its first view, to the icicle, and of one search.
 * Medians of five loads, each in a page of its own. Exit 1 beyond a target.
 */

const SAMPLES = 50_000;
const RUNS = 5;
const MOST_KB = 1_000;
const MOST_MS = 300;

/** In the page: from the start of the navigation; and from an event to the layout that it leads to. */
const MEASURE = `(() => {
	const until = (change) => {
		const began = performance.now();
		change();
		document.body.getBoundingClientRect();
		return performance.now() - began;
	};
	const find = document.querySelector("#find");
	const [navigation] = performance.getEntriesByType("navigation");
	return {
		firstViewMs: performance.getEntriesByName("first-contentful-paint")[0].startTime,
		drawnMs: navigation.domContentLoadedEventEnd,
		bars: document.querySelectorAll(".bar").length,
		searchMs: until(() => {
			find.value = "Service1";
			find.dispatchEvent(new Event("input", { bubbles: true }));
		}),
		widthMs: until(() => document.querySelector('[name="width"][value="after"]').click()),
	};
})()`;

const scratch = mkdtempSync(join(tmpdir(), "leak-budget-bench-"));
try {
	await compare();
} finally {
	rmSync(scratch, { recursive: true });
}

async function compare(): Promise<void> {
	await buildInto(join(scratch, "dist"));
	const code = readFileSync(join(scratch, "dist", "page.js"), "utf8");
	const beganMs = performance.now();
	const differences = [
		difference({ title: "goroutines", unit: "count", compared: true }),
		difference({ title: "in-use heap", unit: "bytes", compared: true }),
	];
	const madeMs = performance.now() - beganMs;
	const file = join(scratch, "report.html");
	writeFileSync(file, pageOf(differences, code));
	const browser = await openBrowser();
	const loads: Load[] = [];
	for (let run = 0; run < RUNS; run++)
		loads.push(await load(browser, pathToFileURL(file).href));
	await browser.close();
	const of = (key: keyof Load) =>
		Math.round(median(loads.map((one) => one[key])));
	const kB = Math.round(statSync(file).size / 1000);
	console.log(
		`${kB} kB (target ${MOST_KB}), the script ${Math.round(code.length / 1000)} of them; stacks of two profiles, twice: ${Math.round(madeMs)} ms`,
	);
	console.log(
		`first view ${of("firstViewMs")} ms (target ${MOST_MS}); ${of("bars")} bars drawn after ${of("drawnMs")} ms; a search ${of("searchMs")} ms, other widths ${of("widthMs")} ms`,
	);
	if (kB > MOST_KB || of("firstViewMs") > MOST_MS) process.exitCode = 1;
}

function difference(subject: Subject): Difference {
	const stacks = (growth: boolean) =>
		stacksOf(syntheticHeap({ samples: SAMPLES, growth }), {
			modules: { firstParty: [], libraries: [] },
		});
	return differenceOf(stacks(false), stacks(true), subject);
}

interface Load {
	readonly firstViewMs: number;
	readonly drawnMs: number;
	readonly bars: number;
	readonly searchMs: number;
	readonly widthMs: number;
}

async function load(browser: Browser, address: string): Promise<Load> {
	const page = await browser.newPage({
		viewport: { width: 1100, height: 900 },
	});
	await page.goto(address);
	await page.waitForSelector(".bar");
	const figures = await page.evaluate<Load>(MEASURE);
	await page.close();
	return figures;
}
