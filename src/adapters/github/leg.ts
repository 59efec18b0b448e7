/**
 * What tells one measurement from the others of its workflow run: the service,
 * and the values of the matrix that the job is a leg of: `shop (1.26, linux)`.
 *
 * @param matrix the matrix context as JSON; `null`, or empty, outside of one
 */
export function legName(service: string, matrix: string): string {
	const values = leaves(parsed(matrix));
	// A matrix of services tells them apart by their names alone.
	return values.every((value) => value === service)
		? service
		: `${service} (${values.join(", ")})`;
}

function parsed(matrix: string): unknown {
	try {
		return JSON.parse(matrix);
	} catch {
		// Runners that do not know the context leave it empty.
		return null;
	}
}

function leaves(value: unknown): readonly string[] {
	if (value === null || value === undefined) return [];
	if (typeof value !== "object") return [String(value)];
	return Object.values(value).flatMap(leaves);
}
