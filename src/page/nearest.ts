/** The index of the nearest of sorted places. */
export function nearest(places: readonly number[], place: number): number {
	let low = 0;
	let high = places.length - 1;
	while (high - low > 1) {
		const middle = (low + high) >> 1;
		if ((places[middle] ?? 0) < place) low = middle;
		else high = middle;
	}
	return place - (places[low] ?? 0) <= (places[high] ?? 0) - place ? low : high;
}
