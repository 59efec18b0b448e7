export interface Point {
	readonly x: number;
	readonly y: number;
}

/**
 * At most `max` points (at least four) with the shape of all of them: the first
 * and the last, and of each stretch between them the lowest and the highest, in
 * their order, so that no peak is lost.
 */
export function downsample(
	points: readonly Point[],
	max: number,
): readonly Point[] {
	const first = points[0];
	const last = points.at(-1);
	if (points.length <= max || first === undefined || last === undefined)
		return points;
	const inner = points.slice(1, -1);
	const stretches = Math.floor((max - 2) / 2);
	const edge = (index: number) =>
		Math.round((index * inner.length) / stretches);
	const kept = Array.from({ length: stretches }, (_, index) =>
		extremes(inner.slice(edge(index), edge(index + 1))),
	);
	return [first, ...kept.flat(), last];
}

function extremes(points: readonly Point[]): readonly Point[] {
	let [lowest] = points;
	let highest = lowest;
	if (lowest === undefined || highest === undefined) return [];
	for (const point of points) {
		if (point.y < lowest.y) lowest = point;
		if (point.y > highest.y) highest = point;
	}
	if (lowest === highest) return [lowest];
	return points.indexOf(lowest) < points.indexOf(highest)
		? [lowest, highest]
		: [highest, lowest];
}
