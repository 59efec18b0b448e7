import { HANDLERS, type Pair, type Variant } from "./cases.ts";
import type { Expected } from "./classified.ts";
import { KINDS } from "./kinds.ts";
import type { Leak } from "./plant.ts";
import { type Files, reformatted, renumberedAndMoved } from "./rewrites.ts";

export const BASE_GO = "go1.26.8";
const NEXT_GO = "go1.27.0";

/** What a head is made of, and what its verdict must say. */
export interface Head {
	readonly leaks: readonly Leak[];
	readonly rewrite: (files: Files) => Files;
	readonly go: string;
	/** Of each leak of base and head. */
	readonly expected: readonly Expected[];
}

export function headOf(variant: Variant, pair: Pair): Head {
	const { same, added, go, rewrite, called } = madeAs(variant, pair);
	const isOther = go !== BASE_GO;
	return {
		leaks: added ? [same, added] : [same],
		rewrite,
		go,
		expected: [
			{ leak: leakOf(pair, "gone"), wanted: "gone" as const },
			{ leak: same, wanted: called },
			...(added ? [{ leak: added, wanted: "new" as const }] : []),
		].map((one) => (isOther ? withoutMemory(one) : one)),
	};
}

export function leakOf(pair: Pair, which: "gone" | "same" | "new"): Leak {
	return {
		handler: HANDLERS[which],
		kind: pair[which],
		form: which === "same" ? pair.sameForm : "inline",
	};
}

interface Made {
	readonly same: Leak;
	/** Undefined: nothing is new. */
	readonly added: Leak | undefined;
	readonly go: string;
	readonly rewrite: (files: Files) => Files;
	/** What the leak of both is. */
	readonly called: "already" | "worse" | "better";
}

function madeAs(variant: Variant, pair: Pair): Made {
	const same = leakOf(pair, "same");
	const plain: Made = {
		same,
		added: leakOf(pair, "new"),
		go: BASE_GO,
		rewrite: (files) => files,
		called: "already",
	};
	switch (variant) {
		case "next version":
			return plain;
		case "nothing new":
			return { ...plain, added: undefined };
		case "reformatted":
			return { ...plain, rewrite: reformatted };
		case "closure, file":
			return {
				...plain,
				rewrite: (files) => renumberedAndMoved(files, HANDLERS.same),
			};
		case "noinline":
		case "extracted":
			return { ...plain, same: { ...same, form: variant } };
		case "gone elsewhere":
			return { ...plain, added: leakOf({ ...pair, new: pair.gone }, "new") };
		case "twice":
			return { ...plain, same: { ...same, times: 2 }, called: "worse" };
		case "half, nothing new":
			return {
				...plain,
				same: { ...same, times: 0.5 },
				added: undefined,
				called: "better",
			};
		case "Go 1.27":
			return { ...plain, go: NEXT_GO };
		case "1.27, nothing new":
			return { ...plain, added: undefined, go: NEXT_GO };
		default:
			return variant satisfies never;
	}
}

/** Of memory a base of another Go tells nothing. */
function withoutMemory({ leak, wanted }: Expected): Expected {
	if (KINDS[leak.kind].grows === "goroutines") return { leak, wanted };
	return { leak, wanted: wanted === "gone" ? "-" : "untold" };
}
