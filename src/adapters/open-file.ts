import { spawn } from "node:child_process";
import { systemReason } from "./system-reason.ts";

/** Some openers stay for as long as the browser does: what has not failed by then has opened. */
const patienceMs = 2_000;

/**
 * Opens a file, named absolutely, with what the desktop opens it with. Resolves
 * to why it could not, undefined where it did.
 */
export function openFile(file: string): Promise<string | undefined> {
	const opener = process.platform === "darwin" ? "open" : "xdg-open";
	return new Promise((resolve) => {
		const child = spawn(opener, [file], { detached: true, stdio: "ignore" });
		child.unref();
		const timer = setTimeout(() => resolve(undefined), patienceMs);
		const end = (reason?: string) => {
			clearTimeout(timer);
			resolve(reason);
		};
		child.once("error", (error) => end(`${opener}: ${systemReason(error)}`));
		child.once("exit", (code) =>
			end(code === 0 ? undefined : `${opener} ended with code ${code}`),
		);
	});
}
