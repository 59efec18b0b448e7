import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "@jest/globals";

/** A folder of this test file's own, removed when it is done. */
export function scratchFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), "leak-budget-test-"));
	afterAll(() =>
		// What a killed process was writing may appear while the folder is emptied.
		rmSync(folder, { recursive: true, force: true, maxRetries: 10 }),
	);
	return folder;
}
