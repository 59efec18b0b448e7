import { expect, test } from "@jest/globals";
import { foreignVerdict } from "../../src/engine/foreign.ts";
import type { Culprit, Verdict } from "../../src/model/verdict.ts";
import { leakingVerdict } from "../support/leaking-verdict.ts";

const SAID = { cause: "x", mend: "y", code: "z", link: "https://evil.example" };

test("a diagnosis is looked up by its name; one that is not known is none", () => {
	const known = own({ diagnosis: { id: "sleep-in-loop", ...SAID } });
	expect(known.diagnosis?.id).toBe("sleep-in-loop");
	expect(known.diagnosis?.cause).not.toBe("x");
	expect(known.diagnosis?.link).toMatch(/^https:\/\/(pkg\.)?go\.dev\//);
	expect(own({ diagnosis: { id: "made-up", ...SAID } }).diagnosis).toBeNull();
});

// Attack 110.
test("a wait is one of the runtime's, or none", () => {
	expect(own({ wait: "chan send" }).wait).toBe("chan send");
	expect(own({ wait: "chan send, approved by us" }).wait).toBe("chan send");
	expect(own({ wait: "for a transfer to this account" }).wait).toBeNull();
});

test("what is said of a metric that is not known is left out", () => {
	const verdict = leakingVerdict("fail");
	const metric = "send_money_to";
	const foreign: Verdict = {
		...verdict,
		findings: verdict.findings.map((one) => ({ ...one, metric })),
		observed: verdict.observed.map((one) => ({ ...one, metric })),
		culprits: verdict.culprits.map((one) => ({ ...one, metric })),
		gone: [
			{
				metric,
				function: "f",
				file: "f.go",
				line: 1,
				growth: 1,
				perRequest: 1,
			},
		],
	};
	expect(foreignVerdict(foreign)).toMatchObject({
		findings: [],
		observed: [],
		culprits: [],
		gone: [],
	});
});

function own(fields: Partial<Culprit>): Culprit {
	const verdict = leakingVerdict("fail");
	const [culprit] = foreignVerdict({
		...verdict,
		culprits: verdict.culprits.map((one) => ({ ...one, ...fields })),
	}).culprits;
	if (culprit === undefined) throw new Error("no culprit");
	return culprit;
}
