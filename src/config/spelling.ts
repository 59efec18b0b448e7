/** The key that was most likely meant, or undefined when none is near. `inuse-space` and `inuseSpace` are inuse_space. */
export function nearest(
	written: string,
	known: readonly string[],
): string | undefined {
	if (written.length > 40) return undefined;
	const plain = simplify(written);
	let best: { readonly key: string; readonly distance: number } | undefined;
	for (const key of known) {
		const distance = edits(plain, simplify(key));
		if (distance <= mostEdits(key) && (!best || distance < best.distance)) {
			best = { key, distance };
		}
	}
	return best?.key;
}

/** A third of the word: beyond that it is another word. */
function mostEdits(key: string): number {
	return Math.max(1, Math.floor(key.length / 3));
}

function simplify(key: string): string {
	return key.toLowerCase().replace(/[-_\s]/g, "");
}

/** Letters to insert, delete, change or swap with their neighbour (optimal string alignment). */
function edits(from: string, to: string): number {
	const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, j) => j)];
	const cell = (i: number, j: number) =>
		rows[i]?.[j] ?? Number.POSITIVE_INFINITY;
	for (let i = 1; i <= from.length; i++) {
		const row = [i];
		rows.push(row);
		for (let j = 1; j <= to.length; j++) {
			const same = from[i - 1] === to[j - 1];
			const swapped = from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
			row.push(
				Math.min(
					cell(i - 1, j) + 1,
					cell(i, j - 1) + 1,
					cell(i - 1, j - 1) + (same ? 0 : 1),
					swapped ? cell(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY,
				),
			);
		}
	}
	return cell(from.length, to.length);
}
