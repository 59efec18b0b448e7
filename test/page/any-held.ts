import fc from "fast-check";
import type { Held } from "./differences.ts";

const name = fc.constantFrom(
	"shop/a.A",
	"shop/a.B",
	"lib/b.C",
	"lib/b.D",
	"net.E",
);

/** Stacks of few functions, so that many begin alike, also with themselves. */
export const anyHeld: fc.Arbitrary<readonly Held[]> = fc.array(
	fc.tuple(
		fc.array(name, { minLength: 0, maxLength: 6 }),
		fc.nat({ max: 50 }),
		fc.nat({ max: 50 }),
	),
	{ maxLength: 30 },
);
