import type { Locations, Samples } from "./profile.ts";
import { unreadable } from "./unreadable.ts";

/** Real profiles have less than one frame a byte. */
const MOST_FRAMES_PER_BYTE = 16;

/**
 * A few bytes can stand for billions of frames: one location with a thousand
 * inlined calls, which every sample repeats a thousand times. Throws a Stop
 * `profile-unreadable` where the stacks of a profile of `size` bytes, written
 * out, have more than 16 frames a byte.
 */
export function checkFrames(
	samples: Samples,
	locations: Locations,
	size: number,
): void {
	const most = size * MOST_FRAMES_PER_BYTE;
	const { lineStart } = locations;
	let deepest = 1;
	for (let row = 0; row < locations.count; row++)
		deepest = Math.max(
			deepest,
			(lineStart[row + 1] ?? 0) - (lineStart[row] ?? 0),
		);
	if (deepest * samples.locations.length <= most) return;
	let frames = 0;
	for (const row of samples.locations)
		frames += (lineStart[row + 1] ?? 0) - (lineStart[row] ?? 0);
	if (frames > most)
		throw unreadable(`its ${size} bytes stand for ${frames} frames`, size);
}
