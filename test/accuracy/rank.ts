import type { Culprit } from "../../src/model/verdict.ts";

/**
 * Place from 1 of the first culprit whose function, or whose goroutine's entry
 * function, is one of those expected; null where none is. Expected names may
 * leave out the package. Closures count as the function around them, as they
 * do in the verdict, for their numbers differ between Go versions.
 */
export function rankOf(
	expected: readonly string[],
	culprits: readonly Pick<Culprit, "function" | "entry">[],
): number | null {
	const wanted = expected.map(withoutClosure);
	const index = culprits.findIndex((culprit) =>
		[culprit.function, culprit.entry ?? ""]
			.map(withoutClosure)
			.some((name) =>
				wanted.some(
					(one) =>
						name === one ||
						name.endsWith(`.${one}`) ||
						name.endsWith(`/${one}`),
				),
			),
	);
	return index === -1 ? null : index + 1;
}

function withoutClosure(name: string): string {
	return name.replace(/(?:\.func\d+|\.gowrap\d+|\.\d+|-fm)+$/, "");
}
