import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Does the work with an empty folder of its own, which is gone afterwards. Its path is short: unix sockets end at 104 bytes. */
export async function withTemporaryFolder<T>(
	work: (folder: string) => Promise<T>,
): Promise<T> {
	const { path, remove } = temporaryFolder(join(tmpdir(), "leak-budget-"));
	try {
		return await work(path);
	} finally {
		remove();
	}
}

/** An empty folder whose name begins so; it is gone once removed, or once this process exits. */
export function temporaryFolder(begin: string): {
	readonly path: string;
	readonly remove: () => void;
} {
	const path = mkdtempSync(begin);
	const removeNow = () => rmSync(path, { recursive: true, force: true });
	const atExit = () => {
		try {
			removeNow();
		} catch {
			// Who is being killed at this moment may still write there; it is a temporary folder.
		}
	};
	process.once("exit", atExit);
	return {
		path,
		remove() {
			process.off("exit", atExit);
			removeNow();
		},
	};
}
