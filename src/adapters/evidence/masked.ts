import type { EvidenceEvent } from "../../model/evidence.ts";
import type { Problem } from "../../model/problem.ts";
import type { EvidenceWriter } from "../../ports.ts";
import type { Mask } from "../secrets/mask.ts";

/** The same folder, with the secrets masked that sentences quote from a command's output; logs are masked as they are written. */
export function maskedEvidence(
	evidence: EvidenceWriter,
	{ text }: Mask,
): EvidenceWriter {
	return {
		...evidence,
		append: (event) => evidence.append(maskedEvent(event, text)),
	};
}

type MaskText = Mask["text"];

function maskedEvent(event: EvidenceEvent, mask: MaskText): EvidenceEvent {
	switch (event.type) {
		case "note":
			return { ...event, text: mask(event.text) };
		case "problem":
			return { ...event, problem: maskedProblem(event.problem, mask) };
		case "load": {
			const { errorKinds } = event.load;
			if (errorKinds === undefined) return event;
			const kinds = Object.entries(errorKinds).map(
				([kind, count]) => [mask(kind), count] as const,
			);
			return {
				...event,
				load: { ...event.load, errorKinds: Object.fromEntries(kinds) },
			};
		}
		default:
			return event;
	}
}

function maskedProblem(problem: Problem, mask: MaskText): Problem {
	const { message, where, remedy, tail } = problem;
	return {
		...problem,
		message: mask(message),
		...(where !== undefined && { where: mask(where) }),
		...(remedy !== undefined && { remedy: mask(remedy) }),
		...(tail && { tail: tail.map(mask) }),
	};
}
