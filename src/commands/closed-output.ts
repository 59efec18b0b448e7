import { systemReason } from "../adapters/system-reason.ts";

/**
 * A reader that has seen enough (`| head`) ends our output, but not our work nor
 * its exit code. Output that is lost for another reason, such as a full disk, is
 * said, and ends in exit code 2.
 */
export function outliveReaders(): void {
	process.stdout.on("error", (error: NodeJS.ErrnoException) => {
		if (error.code === "EPIPE") return;
		process.stderr.write(
			`Standard output cannot be written: ${systemReason(error)}.\n`,
		);
		process.exit(2);
	});
	process.stderr.on("error", () => {});
}
