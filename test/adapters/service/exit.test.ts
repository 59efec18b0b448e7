import { expect, test } from "@jest/globals";
import { serviceExited } from "../../../src/adapters/service/exit.ts";

const ended = { name: "shop", code: 2, signal: null, tail: [] };

test.each([
	[{}, "service-exited", "shop exited with code 2."],
	[
		{ when: "before it was ready" },
		"service-exited",
		"shop exited with code 2 before it was ready.",
	],
	[
		{ code: null, signal: "SIGKILL" },
		"service-exited",
		"shop was ended by SIGKILL.",
	],
	[
		{ tail: ["listen tcp :80: bind: address already in use", "exit status 1"] },
		"port-taken",
		"shop exited with code 2: its address is already in use.",
	],
])("%j: %s", (how, code, message) => {
	const [problem] = serviceExited({ ...ended, ...how }).problems;
	expect(problem).toMatchObject({ code, message });
	expect(problem?.remedy).toBeTruthy();
});

test.each([
	[{ code: 0 }, "foreground"],
	[{ code: 127 }, "service.run"],
	[{ code: 127, tail: ["sh: 1: bin/shop: not found"] }, "service.run"],
	[{ code: 127, tail: ["Missing -text option!"] }, "last lines"],
	[{ code: 126 }, "executable"],
	[{ code: 137 }, "memory"],
	[{ code: null, signal: "SIGKILL" }, "memory"],
])("%j has the remedy %s", (how, remedy) => {
	const [problem] = serviceExited({ ...ended, ...how }).problems;
	expect(problem?.remedy).toContain(remedy);
});
