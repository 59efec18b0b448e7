/** Does the work for every item, in order, never more than two at once: one in lane 0, one in lane 1. One promise an item. */
export function twoAtATime<T, R>(
	items: readonly T[],
	work: (item: T, lane: number) => Promise<R>,
): readonly Promise<R>[] {
	const jobs = items.map((item) => job((lane) => work(item, lane)));
	const queue = jobs.values();
	const run = async (lane: number) => {
		for (const { start } of queue) await start(lane);
	};
	void run(0);
	void run(1);
	return jobs.map(({ result }) => result);
}

/** Work that begins when it is told to; whoever wants its result may ask for it before. */
function job<R>(work: (lane: number) => Promise<R>): {
	readonly result: Promise<R>;
	readonly start: (lane: number) => Promise<void>;
} {
	let start: (lane: number) => Promise<void> = async () => {};
	const result = new Promise<R>((resolve, reject) => {
		start = (lane) => work(lane).then(resolve, reject);
	});
	// Asked for later: until then a failure is nobody's.
	result.catch(() => {});
	return { result, start };
}
