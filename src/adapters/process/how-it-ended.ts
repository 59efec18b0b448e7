import type { Exit } from "./shell.ts";

/** As a sentence goes on: "exited with code 2", "was ended by SIGKILL". */
export function howItEnded({ code, signal }: Exit): string {
	return code === null ? `was ended by ${signal}` : `exited with code ${code}`;
}
