import { writeFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { textsIn } from "../../src/adapters/texts-in.ts";
import { agentMarker } from "../../src/agent/overlay.ts";
import { scratchFolder } from "../support/scratch.ts";

const scratch = scratchFolder();
const chunk = 1 << 20;

test.each([
	["at the start", 0, agentMarker, true],
	["across two chunks", chunk - 5, agentMarker, true],
	["across later chunks", 2 * chunk - 1, agentMarker, true],
	["cut short", 10, agentMarker.slice(0, -1), false],
	["absent", 0, "", false],
])("the marker %s", async (_, offset, marker, found) => {
	const file = `${scratch}/binary`;
	const bytes = Buffer.alloc(3 * chunk, "x");
	bytes.write(marker, offset);
	bytes.write("the other", chunk + 100);
	writeFileSync(file, bytes);
	const texts = await textsIn(file, [agentMarker, "the other", "none"]);
	expect(texts.has(agentMarker)).toBe(found);
	expect(texts.has("none")).toBe(false);
});
