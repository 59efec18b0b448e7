/**
 * Why a file could not be used, in the system's words alone: "no such file or
 * directory". Node adds the code, the call and the path, which a sentence of
 * ours has named already.
 */
export function systemReason(error: unknown): string {
	const { message = String(error) } = Object(error) as { message?: string };
	return /^E[A-Z0-9]+: ([^,]+)/.exec(message)?.[1] ?? message;
}
