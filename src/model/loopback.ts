/** Whether the host of a URL or address is this machine. */
export function isLoopback(host: string): boolean {
	const bare = host.replace(/^\[|\]$/g, "").toLowerCase();
	return (
		bare === "localhost" ||
		bare.endsWith(".localhost") ||
		bare === "::1" ||
		bare === "::" ||
		bare === "0.0.0.0" ||
		/^127(\.\d{1,3}){3}$/.test(bare)
	);
}
