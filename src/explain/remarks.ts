import type { Verdict } from "../model/verdict.ts";
import { connectionRemarks } from "./connections.ts";
import { memoryRemarks } from "./memory.ts";

/** Sentences on the figures, to stand below their table. */
export function remarks(verdict: Verdict): readonly string[] {
	return [...memoryRemarks(verdict), ...connectionRemarks(verdict)];
}
