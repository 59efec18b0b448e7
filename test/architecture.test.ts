import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "@jest/globals";

const SRC = fileURLToPath(new URL("../src/", import.meta.url));

/** Who may import whom: the pipeline's arrows, and nothing upstream. A part may always import itself. */
const LADDER: Readonly<Record<string, readonly string[]>> = {
	model: [],
	metrics: ["model"],
	pprof: ["model"],
	config: ["model"],
	survey: ["model"],
	judge: ["model", "metrics"],
	explain: ["model"],
	report: ["model", "explain"],
	ports: ["model"],
	collect: ["model", "metrics", "ports"],
	engine: [
		"model",
		"metrics",
		"pprof",
		"config",
		"survey",
		"judge",
		"explain",
		"report",
		"ports",
		"collect",
	],
	// The browser's own code: what it shares with the report is named below.
	page: ["model", "pprof", "report"],
	agent: [],
	adapters: ["model", "ports", "agent"],
	// The composition roots wire the engine, the strings it reports and the outside world.
	roots: ["model", "ports", "engine", "explain", "report", "adapters"],
};

/** Libraries by part; parts that are not named here use none. */
const LIBRARIES: Readonly<Record<string, readonly string[]>> = {
	pprof: ["protobufjs/minimal.js", "protobufjs/minimal", "pako"],
	config: ["yaml", "zod", "zod/mini"],
	survey: ["yaml"],
};

/** What the page may take of the report: how text is written, and what both of them show. */
const SHARED_WITH_PAGE: readonly string[] = [
	"report/amounts.ts",
	"report/plain.ts",
	"report/html/markup.ts",
	"report/html/page-data.ts",
	"report/html/percent.ts",
	"report/html/stack-rows.ts",
	"report/html/stack-table.ts",
	"report/html/stacks-section.ts",
];

const OUTSIDE = ["adapters", "roots"];

/** What only adapters and roots may touch. */
const WORLD =
	/\b(process|console|fetch|Date|setTimeout|setInterval|setImmediate|performance|Buffer)\b\s*[.(]|\bnew Date\b|\bMath\.random\b/u;

/** The compiler knows the browser everywhere since the page does; only the page may touch it. */
const BROWSER =
	/\b(navigator|localStorage|sessionStorage|indexedDB)\b|\bdocument\.(querySelector|getElement|createElement|addEventListener|body|documentElement)|\bHTML\w*Element\b/u;

const files = readdirSync(SRC, { recursive: true, encoding: "utf8" }).filter(
	(file) => file.endsWith(".ts") && !file.endsWith(".d.ts"),
);

describe.each(files)("%s", (file) => {
	const part = partOf(file);
	const text = readFileSync(join(SRC, file), "utf8");
	const imports = importsOf(text);

	test("imports only what its place in the pipeline allows", () => {
		const allowed = [part, ...(LADDER[part] ?? [])];
		const foreign = imports
			.filter((name) => name.startsWith("."))
			.map((name) => relative(SRC, join(SRC, dirname(file), name)))
			.filter(
				(target) =>
					!target.startsWith("..") && !allowed.includes(partOf(target)),
			);
		expect(foreign).toEqual([]);
	});

	if (part === "page") {
		test("takes of the report only what they share", () => {
			const taken = imports
				.map((name) => relative(SRC, join(SRC, dirname(file), name)))
				.filter((target) => partOf(target) === "report");
			expect(
				taken.filter((target) => !SHARED_WITH_PAGE.includes(target)),
			).toEqual([]);
		});
	} else {
		test("leaves the browser to the page", () => {
			expect(withoutComments(text)).not.toMatch(BROWSER);
		});
	}

	if (!OUTSIDE.includes(part)) {
		test("is pure: no world, and no library but its own", () => {
			const libraries = imports.filter((name) => !name.startsWith("."));
			expect(
				libraries.filter((name) => !(LIBRARIES[part] ?? []).includes(name)),
			).toEqual([]);
			expect(withoutComments(text)).not.toMatch(WORLD);
		});
	}
});

function partOf(file: string): string {
	const [top = ""] = file.split("/");
	if (top === "cli.ts" || top === "action.ts" || top === "commands")
		return "roots";
	return top.replace(/\.ts$/u, "");
}

function importsOf(text: string): readonly string[] {
	return [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*"([^"]+)"/gu)].flatMap(
		(match) => match[1] ?? [],
	);
}

/** Comments and texts speak of the world; code must not touch it. */
function withoutComments(text: string): string {
	return text
		.replaceAll(/\/\*[\s\S]*?\*\//gu, "")
		.replaceAll(/\/\/.*$/gmu, "")
		.replaceAll(/"(?:[^"\\\n]|\\.)*"|`(?:[^`\\$]|\\.|\$(?!\{))*`/gu, '""');
}
