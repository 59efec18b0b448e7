import { existsSync, readFileSync } from "node:fs";

/** What GitHub wrote of the event that started this run, parsed; undefined outside of Actions. */
export function eventPayload({
	GITHUB_EVENT_PATH: path,
}: Readonly<Record<string, string | undefined>>): unknown {
	return path && existsSync(path)
		? JSON.parse(readFileSync(path, "utf8"))
		: undefined;
}
