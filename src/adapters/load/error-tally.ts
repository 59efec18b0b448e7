/** Counts errors by kind; kinds past the most that a report can use are "other". */
export interface ErrorTally {
	readonly add: (kind: string, times?: number) => void;
	readonly total: () => number;
	/** The most frequent first; undefined without errors. */
	readonly kinds: () => Readonly<Record<string, number>> | undefined;
}

const mostKinds = 20;

export function errorTally(): ErrorTally {
	const counts = new Map<string, number>();
	let total = 0;
	return {
		add(kind, times = 1) {
			if (times <= 0) return;
			total += times;
			const key = counts.has(kind) || counts.size < mostKinds ? kind : "other";
			counts.set(key, (counts.get(key) ?? 0) + times);
		},
		total: () => total,
		kinds: () =>
			total === 0
				? undefined
				: Object.fromEntries([...counts].sort(([, a], [, b]) => b - a)),
	};
}
