/** A member of parsed JSON; undefined when there is none, whatever the value is. */
export function member(value: unknown, ...path: readonly string[]): unknown {
	return path.reduce<unknown>(
		(inner, key) =>
			typeof inner === "object" && inner !== null && Object.hasOwn(inner, key)
				? (inner as Record<string, unknown>)[key]
				: undefined,
		value,
	);
}

/** A member that is a count: a whole number from zero. */
export function count(
	value: unknown,
	...path: readonly string[]
): number | undefined {
	const found = member(value, ...path);
	return Number.isSafeInteger(found) && (found as number) >= 0
		? (found as number)
		: undefined;
}

/** A member that is a duration: a finite number from zero. */
export function duration(
	value: unknown,
	...path: readonly string[]
): number | undefined {
	const found = member(value, ...path);
	return Number.isFinite(found) && (found as number) >= 0
		? (found as number)
		: undefined;
}
