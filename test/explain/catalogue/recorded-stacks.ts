import { readFileSync } from "node:fs";
import type { Suspect } from "../../../src/explain/catalogue/trace.ts";
import type { Frame } from "../../../src/model/profile.ts";
import { waitReason } from "../../../src/model/wait.ts";

/** One mistake of fixtures/signatures, by the signature that must know it, with the stacks that came with it. */
export interface Recorded {
	readonly id: string;
	readonly stacks: readonly Suspect[];
}

/** What `fixtures/signatures/record.sh` wrote: `# id`, then blocks of `metric growth` and tabbed frames, leaf first. */
export function recordedStacks(version: string): readonly Recorded[] {
	const file = new URL(
		`../../../fixtures/signatures/${version}.txt`,
		import.meta.url,
	);
	const byId = new Map<string, readonly Suspect[]>();
	for (const part of readFileSync(file, "utf8").split(/^# /mu).slice(1)) {
		const [id = "", ...blocks] = part.trimEnd().split(/\n(?=[a-z])/u);
		byId.set(id, [...(byId.get(id) ?? []), ...blocks.map(stack)]);
	}
	return [...byId].map(([id, stacks]) => ({ id, stacks }));
}

function stack(block: string): Suspect {
	const [head = "", ...lines] = block.trimEnd().split("\n");
	const [metric = "", growth] = head.split(" ");
	const frames = lines.map(frame);
	return {
		metric,
		function: frames.find(isOwn)?.function ?? frames.at(-1)?.function ?? "",
		stack: frames,
		wait: metric === "goroutines" ? waitReason(frames) : null,
		growth: Number(growth),
	};
}

function isOwn({ function: name }: Frame): boolean {
	return name.startsWith("main.");
}

function frame(text: string): Frame {
	const [name = "", place = ""] = text.trim().split(" ");
	const [file = "", line] = place.split(":");
	const origin = name.startsWith("main.") ? "first-party" : "standard";
	return { function: name, key: name, file, line: Number(line), origin };
}
