import type { Plan } from "../../model/plan.ts";
import { type Mask, maskOf } from "./mask.ts";
import { secretsOf } from "./secrets-of.ts";

/** What nothing that a run of this plan writes may show. */
export function maskOfRun({ service }: Plan): Mask {
	return maskOf(secretsOf(process.env, service));
}
