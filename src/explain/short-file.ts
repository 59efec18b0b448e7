/** The last two elements of a path: `orders/client.go` is told from every other `client.go` by its folder. */
export function shortFile(file: string): string {
	return file.split(/[\\/]/u).slice(-2).join("/");
}
