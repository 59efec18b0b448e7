import { expect, test } from "@jest/globals";
import { annotations } from "../../src/report/annotations.ts";
import { culprit, excerpt, verdict } from "./verdicts.ts";

test("stands at the leaking line, with what grew and why", () => {
	expect(annotations(verdict(), [excerpt()])).toEqual([
		{
			level: "error",
			file: "internal/orders/client.go",
			line: 39,
			title: "shop leaks here: +100 goroutines a round",
			message:
				"orders.(*Client).Get.func1 +100 goroutines a round · GET /orders/{id} · blocked in chan send. It waits to send on a channel, and nobody receives.",
		},
	]);
});

test.each([
	["whose file is not in the repository", culprit({ file: "/elsewhere.go" })],
	["that is not the user's own code", culprit({ first_party: false })],
])("says nothing of a culprit %s", (_, one) => {
	expect(annotations(verdict({ culprits: [one] }), [excerpt()])).toEqual([]);
});

test("warns where the metric is not over its budget", () => {
	const one = culprit({ metric: "inuse_space" });
	const [annotation] = annotations(verdict({ culprits: [one] }), [excerpt()]);
	expect(annotation?.level).toBe("warning");
});

test("ten at most, and each line once", () => {
	const lines = Array.from({ length: 30 }, (_, index) => Math.floor(index / 2));
	const culprits = lines.map((line) => culprit({ line }));
	const excerpts = lines.map((line) => excerpt({ line }));
	const shown = annotations(verdict({ culprits }), excerpts);
	expect(shown.map(({ line }) => line)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});
