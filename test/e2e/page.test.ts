import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { BrowserContextOptions } from "playwright-core";
import { buildInto } from "../../scripts/build.ts";
import { openEvidence } from "../../src/adapters/evidence/write.ts";
import type { Difference } from "../../src/model/difference.ts";
import { writeProfile } from "../../src/pprof/write.ts";
import { differenceFrom, type Held, LEAK } from "../page/differences.ts";
import { pageOf } from "../page/page-of.ts";
import {
	axeSource,
	type Browser,
	openBrowser,
	type Page,
} from "../support/browser.ts";
import { planWith } from "../support/evidence.ts";
import { scratchFolder } from "../support/scratch.ts";
import { syntheticHeap } from "../support/synthetic-profile.ts";

/** The report in a real browser, run by its own script. */
const scratch = scratchFolder();
const started: { browser?: Browser; script?: string } = {};

beforeAll(async () => {
	await buildInto(join(scratch, "dist"));
	started.script = readFileSync(join(scratch, "dist", "page.js"), "utf8");
	started.browser = await openBrowser();
}, 120_000);
afterAll(() => started.browser?.close());

const WIDE = { width: 1100, height: 900 };
const NARROW = { width: 400, height: 800 };

describe.each<[string, BrowserContextOptions]>([
	["light", { viewport: WIDE }],
	["dark", { viewport: WIDE, colorScheme: "dark" }],
	["400 pixels", { viewport: NARROW, reducedMotion: "reduce" }],
	["400 pixels, dark", { viewport: NARROW, colorScheme: "dark" }],
])("%s", (_, options) => {
	test("axe finds nothing, also in a search and a zoom", async () => {
		const { page, trouble } = await open(LEAK, options);
		await page.evaluate(await axeSource());
		expect(await violations(page)).toEqual([]);
		await page.fill("#find", "handle");
		await page.click(bar("orders.Handle"));
		await page.click(".stacks summary");
		expect(await violations(page)).toEqual([]);
		expect(await fits(page)).toBe(true);
		expect(trouble).toEqual([]);
		await page.close();
	});
});

test("without script the page is whole and promises nothing more", async () => {
	const { page } = await open(LEAK, { javaScriptEnabled: false });
	const text = await page.textContent("main");
	for (const part of [
		"Over budget",
		"Budgets",
		"What grew",
		"orders.(*Client).Get.func1",
		"+300",
	])
		expect(text).toContain(part);
	expect(text?.includes("Escape")).toBe(false);
	await page.close();
});

describe("the icicle", () => {
	test("is walked, zoomed and left by keyboard", async () => {
		const { page } = await open(LEAK);
		await page.focus('.icicle [tabindex="0"]');
		const walked: (string | null)[] = [];
		for (const key of ["ArrowDown", "ArrowRight", "ArrowDown", "ArrowUp"]) {
			await page.keyboard.press(key);
			walked.push(await focused(page));
		}
		expect(walked).toEqual([
			"orders.(*Client).Get.func1",
			"http.(*conn).serve",
			"orders.Handle",
			"http.(*conn).serve",
		]);
		await page.keyboard.press("Enter");
		expect(await widthOf(page, "http.(*conn).serve")).toBe("100%");
		expect(await page.textContent(".detail")).toContain("+3 (12 → 15)");
		await page.keyboard.press("Enter");
		expect(await widthOf(page, "http.(*conn).serve")).toBe("2.89%");
		await page.keyboard.press("Enter");
		await page.keyboard.press("Escape");
		expect(await widthOf(page, "orders.(*Client).Get.func1")).toBe("96.46%");
		expect(await focused(page)).toBe("http.(*conn).serve");
		await page.close();
	});

	test("is searched, in the table too, and the matched share is said", async () => {
		const { page } = await open(LEAK);
		await page.fill("#find", "^shop/orders\\.H");
		expect(await page.textContent(".found")).toBe("9: 2.9 % of all change");
		expect(await count(page, ".bar:not(.missed)")).toBe(1);
		expect(await count(page, ".stacks tbody tr")).toBe(2);
		await page.fill("#find", "(*Client");
		expect(await page.textContent(".found")).toBe("300: 96.5 % of all change");
		await page.close();
	});

	test("changes its widths", async () => {
		const { page } = await open(LEAK);
		expect(await count(page, bar("http.(*Server).Serve"))).toBe(0);
		await page.click('[name="width"][value="after"]');
		expect(await widthOf(page, "orders.(*Client).Get.func1")).toBe("94.94%");
		await page.close();
	});
});

test("growth against the base is a choice of its own, and says what it shows", async () => {
	const { page, trouble } = await openPage(
		[
			differenceFrom(LEAK),
			differenceFrom(
				[
					[["shop/orders.(*Client).Get.func1"], 0, 300],
					[["shop/mail.Send.func1"], 200, 50],
					[["shop/cache.Fill"], -4, 8],
				],
				{
					title: "growth of goroutines",
					sides: ["base", "this run"],
					remark: "what the same 3 rounds of each left behind",
				},
			),
		],
		{ viewport: NARROW },
	);
	expect(await page.textContent("#stacks")).toContain("against the base");
	await page.click('.subjects label:has([value="1"])');
	expect(await page.textContent(".subjects label:has(:checked)")).toBe(
		"growth of goroutines base 196 → this run 358",
	);
	expect(await page.textContent(".stacks caption")).toContain(
		"what the same 3 rounds of each left behind",
	);
	expect(await page.textContent(".stacks thead")).toContain("base → this run");
	await page.hover(bar("mail.Send.func1"));
	expect(await page.textContent(".detail")).toContain(
		"-150 (base 200 → this run 50)",
	);
	await page.click('.widths label:has([value="after"])');
	expect(await widthOf(page, "orders.(*Client).Get.func1")).toBe("83.8%");
	await page.evaluate(await axeSource());
	expect(await violations(page)).toEqual([]);
	expect(await fits(page)).toBe(true);
	expect(trouble).toEqual([]);
	await page.close();
});

test("where nothing changed, or nothing is left, there is no choice of widths, and no empty tree", async () => {
	for (const held of [
		[[["shop/a.A"], 3, 3]],
		[[["shop/a.A"], 3, 0]],
		[],
	] as const) {
		const { page, trouble } = await open(held);
		expect(await count(page, '[name="width"]')).toBe(0);
		expect(await count(page, ".bar")).toBe(held.length === 0 ? 0 : 2);
		await page.evaluate(await axeSource());
		expect(await violations(page)).toEqual([]);
		expect(trouble).toEqual([]);
		await page.close();
	}
});

test("the table is sorted and filtered", async () => {
	const { page } = await open(LEAK);
	expect(await count(page, ".stacks tbody tr")).toBe(4);
	await page.click('[data-sort="after"]');
	await page.click('[data-sort="after"]');
	expect(await page.textContent(".stacks tbody tr")).toContain("gone");
	await page.click('[name="kind"][value="same"]');
	expect(await count(page, ".stacks tbody tr")).toBe(1);
	await page.close();
});

test("the timeline tells its values under a key or the pointer", async () => {
	const { page } = await open(LEAK);
	await page.focus(".hand");
	await page.keyboard.press("Home");
	expect(await page.getAttribute(".hand", "aria-valuetext")).toMatch(
		/^6\.4s, before load: 14 goroutines, 2\.1 MiB in-use heap$/u,
	);
	await page.hover(".hand");
	expect(await page.textContent(".hand output")).toMatch(
		/round 2, settling.*goroutines/u,
	);
	await page.close();
});

describe("dropped profiles", () => {
	const files = ["one.pb.gz", "two.pb.gz"].map((name) => join(scratch, name));
	beforeAll(() => {
		for (const [index, file] of files.entries())
			writeFileSync(
				file,
				writeProfile(
					syntheticHeap({ samples: 50, depth: 6, growth: index === 1 }),
				),
			);
	});

	test("one is shown, two are compared, the earlier one first", async () => {
		const { page, trouble } = await open(LEAK);
		await page.evaluate(dropOf(files[0] ?? ""));
		await page.waitForSelector('[name="subject"][value="2"]:checked');
		expect(await page.textContent(".subjects")).toContain(
			"in-use heap in one.pb.gz",
		);
		expect(await count(page, ".bar.held")).toBeGreaterThan(10);
		await page.setInputFiles("#profiles", files.toReversed());
		await page.waitForSelector('[name="subject"][value="3"]:checked');
		expect(await page.textContent(".subjects")).toContain(
			"one.pb.gz → two.pb.gz",
		);
		expect(await count(page, '[class*="bar grew"]')).toBeGreaterThan(1);
		expect(trouble).toEqual([]);
		await page.close();
	});

	test("what is no profile is said to be none", async () => {
		const { page, trouble } = await open(LEAK);
		const file = join(scratch, "notes.txt");
		writeFileSync(file, "<script>alert(1)</script>");
		await page.setInputFiles("#profiles", [file]);
		await page.waitForSelector(".dropped:not(:empty)");
		expect(await page.textContent(".dropped")).toMatch(
			/^notes\.txt: .*<script>alert\(1\)/u,
		);
		expect(trouble).toEqual([]);
		await page.close();
	});
});

test("names that hold markup, directions and controls are text, and run nothing", async () => {
	const names = [
		"</script><script>alert(1)</script>",
		"<img src=x onerror=alert(1)>",
		"\u001b[31mred",
		"invoice\u202Egnp.exe",
		"x".repeat(10_000),
		"<!--",
	];
	const { page, trouble } = await open(
		names.map(
			(name, at) =>
				[[`shop/h.${name}`, `shop/h.${name}.b`], 1, 2 + at] as const,
		),
	);
	expect(await count(page, ".icicle [data-node]")).toBe(13);
	expect(await count(page, "img, main script")).toBe(0);
	expect(await page.textContent(".stacks")).toContain(
		"h.<img src=x onerror=alert(1)>",
	);
	expect(await page.textContent("main")).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
	expect(await fits(page)).toBe(true);
	expect(trouble).toEqual([]);
	await page.close();
});

test("judging a folder writes its profiles, its log and the script into the report", async () => {
	const folder = join(scratch, "run");
	recordRun(folder);
	spawnSync(process.execPath, [
		join(scratch, "dist", "cli.js"),
		"judge",
		folder,
	]);
	const { page, trouble } = await openFile(join(folder, "report.html"));
	expect(await page.textContent(".subjects")).toContain("in-use heap");
	expect(await count(page, ".bar")).toBeGreaterThan(10);
	expect(await page.textContent(".log")).toContain("listening on :8080");
	expect(trouble).toEqual([]);
	await page.close();
});

/** A page, and what it should not do: errors, warnings and questions to any network. */
function open(held: readonly Held[], options?: BrowserContextOptions) {
	return openPage(
		[
			differenceFrom(held),
			differenceFrom(held, { title: "in-use heap", unit: "bytes" }),
		],
		options,
	);
}

function openPage(
	differences: readonly Difference[],
	options?: BrowserContextOptions,
) {
	const file = join(scratch, "report.html");
	writeFileSync(file, pageOf(differences, started.script ?? ""));
	return openFile(file, options);
}

async function openFile(
	file: string,
	options: BrowserContextOptions = { viewport: WIDE },
): Promise<{ readonly page: Page; readonly trouble: readonly string[] }> {
	const trouble: string[] = [];
	if (!started.browser) throw new Error("no browser");
	const page = await started.browser.newPage(options);
	page.on("console", (message) =>
		trouble.push(`${message.type()}: ${message.text()}`),
	);
	page.on("pageerror", (error) => trouble.push(String(error.stack)));
	page.on("dialog", () => trouble.push("a dialog"));
	const address = pathToFileURL(file).href;
	page.on("request", (request) => {
		if (request.url() !== address) trouble.push(request.url());
	});
	await page.goto(address);
	return { page, trouble };
}

/** A run that stopped after one round, as its folder is. */
function recordRun(folder: string): void {
	const { append, save } = openEvidence(folder);
	append({ type: "plan", format: 1, plan: planWith() });
	for (const round of [0, 1]) {
		const path = `${round}/heap.pb.gz`;
		const growth = round === 1;
		save(path, writeProfile(syntheticHeap({ samples: 50, depth: 6, growth })));
		const moment = growth ? "after" : "before";
		append({
			type: "snapshot",
			snapshot: { moment, round, profiles: { heap: path } },
		});
	}
	writeFileSync(
		join(folder, "evidence", "logs", "service.log"),
		"listening on :8080\n",
	);
}

/** As if the file were dropped on the page. */
function dropOf(file: string): string {
	return `(() => {
		const dataTransfer = new DataTransfer();
		const bytes = Uint8Array.from(atob("${readFileSync(file).toString("base64")}"), (one) => one.charCodeAt(0));
		dataTransfer.items.add(new File([bytes], "${basename(file)}"));
		document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
	})()`;
}

function bar(name: string): string {
	return `.icicle [aria-label^="${name}:"]`;
}

function focused(page: Page): Promise<string> {
	return page.evaluate("document.activeElement.textContent");
}

function widthOf(page: Page, name: string): Promise<string> {
	return page.evaluate(
		`document.querySelector(${JSON.stringify(bar(name))}).style.width`,
	);
}

function count(page: Page, selector: string): Promise<number> {
	return page.evaluate(
		`document.querySelectorAll(${JSON.stringify(selector)}).length`,
	);
}

function fits(page: Page): Promise<boolean> {
	return page.evaluate("document.documentElement.scrollWidth <= innerWidth");
}

function violations(page: Page): Promise<readonly unknown[]> {
	return page.evaluate(
		"axe.run().then(({ violations }) => violations.map(({ id, help, nodes }) => [id, help, nodes.slice(0, 3).map(({ html }) => html)]))",
	);
}
