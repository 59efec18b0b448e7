import { HANDLERS, type Pair, type Variant } from "./cases.ts";
import type { KindName } from "./kinds.ts";
import type { Form } from "./plant.ts";
import { type Files, reformatted, renumberedAndMoved } from "./rewrites.ts";

export const BASE_GO = "go1.26.8";
const NEXT_GO = "go1.27.0";

/** What a head of a pair is made like. */
export interface Head {
	/** Of the leak that the base has, too. */
	readonly sameForm: Form;
	/** Undefined: nothing is new. */
	readonly added: KindName | undefined;
	readonly rewrite: (files: Files) => Files;
	readonly go: string;
}

export function headOf(variant: Variant, pair: Pair): Head {
	const plain: Head = {
		sameForm: pair.sameForm,
		added: pair.new,
		rewrite: (files) => files,
		go: BASE_GO,
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
			return { ...plain, sameForm: variant };
		case "gone elsewhere":
			return { ...plain, added: pair.gone };
		case "Go 1.27":
			return { ...plain, go: NEXT_GO };
		default:
			return variant satisfies never;
	}
}
