import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { systemReason } from "../../src/adapters/system-reason.ts";

function thrownBy(work: () => void): unknown {
	try {
		work();
	} catch (error) {
		return error;
	}
	throw new Error("it did not throw");
}

test("the system's words, without the code and the path", () => {
	expect(systemReason(thrownBy(() => readFileSync("/no,such/file")))).toBe(
		"no such file or directory",
	);
	expect(systemReason(thrownBy(() => readFileSync("/")))).toBe(
		"illegal operation on a directory",
	);
});

test("anything else as it is", () => {
	expect(systemReason(new Error("out of patience, and time"))).toBe(
		"out of patience, and time",
	);
	expect(systemReason("odd")).toBe("odd");
});
