import { expect, test } from "@jest/globals";
import { replacedOnce, withPlantedImports } from "./edit.ts";
import { planted } from "./plant.ts";
import { HANDLERS_FILE, reformatted, renumberedAndMoved } from "./rewrites.ts";

const TEXT = `package httpbin

import "net/http"

// IP answers with an address.
func (h *HTTPBin) IP(w http.ResponseWriter, r *http.Request) {
	writeJSON(w)
}

func other() {
	last()
}
`;

const leaking = planted(TEXT, { handler: "IP", kind: "send", form: "inline" });

test.each([
	["not there", "a", "b"],
	["there twice", "bab", "b"],
])("an edit of what is %s throws", (_, text, from) => {
	expect(() => replacedOnce(text, from, "c")).toThrow("times, not once");
});

test("a leak is the first that its handler does", () => {
	expect(leaking).toContain(
		`r *http.Request) {

	plantedDone := make(chan int)
	go func() { plantedDone <- 1 }()
	writeJSON(w)`,
	);
});

test("what waits may be in a function of its own", () => {
	const text = planted(TEXT, {
		handler: "IP",
		kind: "send",
		form: "extracted",
	});
	expect(text).toContain(
		"func plantedIP(plantedDone chan int)  { plantedDone <- 1 }",
	);
	expect(text).toContain("go func() { plantedIP(plantedDone) }()");
});

test.each([
	[2, "for range 2 {", []],
	[0.5, "if plantedTurnsIP.Add(1)%2 == 0 {", ["sync/atomic"]],
] as const)("%s times a request", (times, condition, packages) => {
	const leak = { handler: "IP", kind: "send", form: "inline", times } as const;
	const text = withPlantedImports(planted(TEXT, leak));
	expect(text).toContain(`r *http.Request) {\n\t${condition}\n`);
	for (const path of packages) expect(text).toContain(`"${path}"`);
});

test("only what is named is imported", () => {
	const text = planted(TEXT, {
		handler: "IP",
		kind: "ticker",
		form: "function",
	});
	expect(withPlantedImports(text)).toContain(
		'package httpbin\n\nimport plantedHTTP "net/http"\n\nimport plantedTime "time"\n',
	);
	expect(withPlantedImports(TEXT)).toBe(TEXT);
});

test("reformatted, the leak is at another line and over several", () => {
	const text =
		reformatted(new Map([[HANDLERS_FILE, leaking]])).get(HANDLERS_FILE) ?? "";
	const lineIn = (some: string) =>
		some.split("\n").findIndex((line) => line.includes("plantedDone <- 1"));
	expect(lineIn(text)).toBeGreaterThan(lineIn(leaking) + 3);
	expect(text).not.toContain("go func() { plantedDone <- 1 }()");
	expect(text).toContain("\t\tplantedDone <- 1\n");
});

test("a handler moves to another file, behind another closure", () => {
	const files = renumberedAndMoved(new Map([[HANDLERS_FILE, leaking]]), "IP");
	expect(files.get(HANDLERS_FILE)).not.toContain("plantedDone");
	expect(files.get(HANDLERS_FILE)).toContain("func other()");
	expect(files.get("moved.go")).toMatch(
		/^package httpbin\n\nimport "net\/http"\n\nfunc.*defer func\(\).*go func\(\) \{ plantedDone <- 1 \}\(\).*\n\}\n$/s,
	);
});
