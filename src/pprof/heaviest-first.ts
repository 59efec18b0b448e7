/** A queue that gives its heaviest item first: a binary heap. Of items that weigh the same, any. */
export function heaviestFirst<T>(weightOf: (item: T) => number): {
	readonly push: (item: T) => void;
	readonly pop: () => T | undefined;
} {
	const items: T[] = [];
	const weightAt = (at: number) => {
		const item = items[at];
		return item === undefined ? Number.NEGATIVE_INFINITY : weightOf(item);
	};
	const swap = (a: number, b: number) => {
		[items[a], items[b]] = [items[b] as T, items[a] as T];
	};
	return {
		push: (item) => {
			let at = items.push(item) - 1;
			for (
				let above = (at - 1) >> 1;
				at > 0 && weightAt(above) < weightAt(at);
				above = (at - 1) >> 1
			) {
				swap(at, above);
				at = above;
			}
		},
		pop: () => {
			const last = items.pop();
			if (items.length === 0 || last === undefined) return last;
			const [first] = items;
			items[0] = last;
			for (let at = 0; ; ) {
				const below =
					weightAt(2 * at + 1) >= weightAt(2 * at + 2)
						? 2 * at + 1
						: 2 * at + 2;
				if (weightAt(below) <= weightAt(at)) break;
				swap(at, below);
				at = below;
			}
			return first;
		},
	};
}
