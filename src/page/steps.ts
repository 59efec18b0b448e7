import type { Tree } from "../model/difference.ts";
import type { Cell } from "./layout.ts";

/** Where an arrow leads: down to the widest call, up to the caller, sideways along the row, Home to the root. Null where a key leads nowhere. */
export function nextCell(
	cells: readonly Cell[],
	tree: Tree,
	node: number,
	key: string,
): number | null {
	const at = cells.findIndex((cell) => cell.node === node);
	const cell = cells[at];
	if (!cell) return null;
	switch (key) {
		case "ArrowDown": {
			const below = cells[at + 1];
			return below && tree.parent[below.node] === node ? below.node : null;
		}
		case "ArrowUp":
			return cell.depth === 0 ? null : (tree.parent[node] ?? null);
		case "ArrowLeft":
			return (
				cells.slice(0, at).findLast(({ depth }) => depth === cell.depth)
					?.node ?? null
			);
		case "ArrowRight":
			return (
				cells.slice(at + 1).find(({ depth }) => depth === cell.depth)?.node ??
				null
			);
		case "Home":
			return cells[0]?.node ?? null;
		default:
			return null;
	}
}
