import type { Difference } from "../model/difference.ts";
import { Stop } from "../model/problem.ts";
import { differenceOfFiles } from "./dropped.ts";
import { part } from "./put.ts";

/** Profiles that are chosen in `root`, or dropped anywhere on the page. */
export function drop(
	root: HTMLElement,
	add: (difference: Difference) => void,
): void {
	const status = part(root, ".dropped");
	const open = async (files: readonly File[]) => {
		if (files.length === 0) return;
		status.textContent = "Reading …";
		try {
			const named = await Promise.all(
				files.slice(0, 3).map(async (file) => ({
					name: file.name,
					bytes: new Uint8Array(await file.arrayBuffer()),
				})),
			);
			const difference = differenceOfFiles(named);
			add(difference);
			status.textContent = `Shown above: ${difference.title}`;
		} catch (error) {
			status.textContent = "That could not be read.";
			if (!(error instanceof Stop)) throw error;
			status.textContent = error.problems
				.map(({ where, message, remedy }) =>
					[where && `${where}:`, message, remedy].filter(Boolean).join(" "),
				)
				.join(" ");
		}
	};
	const input = part(root, "#profiles");
	input.addEventListener("change", () => {
		if (input instanceof HTMLInputElement) open([...(input.files ?? [])]);
	});
	document.addEventListener("dragover", (event) => {
		if (holdsFiles(event)) event.preventDefault();
	});
	document.addEventListener("drop", (event) => {
		if (!holdsFiles(event)) return;
		event.preventDefault();
		open([...(event.dataTransfer?.files ?? [])]);
	});
}

/** Text may be dropped where text goes. */
function holdsFiles({ dataTransfer }: DragEvent): boolean {
	return dataTransfer?.types.includes("Files") ?? false;
}
