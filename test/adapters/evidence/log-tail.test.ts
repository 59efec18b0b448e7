import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { logTail } from "../../../src/adapters/evidence/log-tail.ts";
import { scratchFolder } from "../../support/scratch.ts";

const scratch = scratchFolder();

function folderWith(log: string): string {
	const folder = join(scratch, String(log.length));
	mkdirSync(join(folder, "evidence", "logs"), { recursive: true });
	writeFileSync(join(folder, "evidence", "logs", "service.log"), log);
	return folder;
}

test.each<[string, readonly string[]]>([
	["", []],
	["one", ["one"]],
	["one\n\ntwo\n", ["one", "", "two"]],
])("%j", (log, lines) => {
	expect(logTail(folderWith(log))).toEqual(lines);
});

test("of a long log only whole lines of its end", () => {
	const lines = Array.from({ length: 20_000 }, (_, at) => `line ${at}`);
	const tail = logTail(folderWith(lines.join("\n")));
	expect(tail).toEqual(lines.slice(-tail.length));
	expect(tail.length).toBeGreaterThan(1_000);
	expect(tail.join("\n").length).toBeLessThanOrEqual(64 * 1024);
});

test("where there is none, nothing", () => {
	expect(logTail(join(scratch, "nowhere"))).toEqual([]);
});
