import type { Difference } from "../../src/model/difference.ts";
import type { Stack } from "../../src/model/profile.ts";
import { differenceOf, type Subject } from "../../src/pprof/difference.ts";

/** Frames entry function first, then what the stack held before and after. */
export type Held = readonly [
	frames: readonly string[],
	before: number,
	after: number,
];

export function differenceFrom(
	held: readonly Held[],
	more: Partial<Subject> = {},
	mostCharacters?: number,
): Difference {
	const subject = {
		...{ title: "goroutines", unit: "count" as const, compared: true },
		...more,
	};
	const side = (at: 1 | 2) => held.map((one) => stack(one[0], one[at]));
	return differenceOf(side(1), side(2), subject, mostCharacters);
}

function stack(names: readonly string[], value: number): Stack {
	const frames = names.map((name, index) => ({
		function: name,
		key: name,
		file: `/src/${name}.go`,
		line: 10 + index,
		origin: name.startsWith("shop/")
			? ("first-party" as const)
			: ("library" as const),
	}));
	return {
		frames: frames.toReversed(),
		count: value,
		bytes: value,
		labels: {},
	};
}

/** Something of everything: new, grown, shrunk, gone and the same. */
export const LEAK: readonly Held[] = [
	[["shop/main.main", "net/http.(*Server).Serve"], 1, 1],
	[["shop/orders.(*Client).Get.func1"], 0, 300],
	[
		["net/http.(*conn).serve", "shop/orders.Handle", "sync.(*Mutex).Lock"],
		4,
		10,
	],
	[["net/http.(*conn).serve", "shop/orders.Handle", "net.Read"], 8, 5],
	[["shop/warm.Up"], 2, 0],
];
