import { expect, test } from "@jest/globals";
import { withCreators } from "../../src/engine/creators.ts";
import { culprit, verdict } from "../report/verdicts.ts";
import { evidenceOf } from "../support/evidence.ts";

const ENTRY = "example.com/shop/orders.(*Client).Get.func1";
const DUMP = `goroutine 7 [chan send]:
${ENTRY}()
	/src/orders/client.go:39 +0x1c
created by example.com/shop/orders.(*Client).Get in goroutine 6
	/src/orders/client.go:38 +0x8c

goroutine 8 [chan send]:
${ENTRY}()
	/src/orders/client.go:39 +0x1c
created by example.com/shop/orders.(*Client).Warm in goroutine 1
	/src/orders/client.go:90 +0x8c

goroutine 9 [chan send]:
${ENTRY}()
	/src/orders/client.go:39 +0x1c
created by example.com/shop/orders.(*Client).Get in goroutine 6
	/src/orders/client.go:38 +0x8c
`;

const evidence = {
	...evidenceOf([1, 4]),
	environment: {
		tool: "0.1.0",
		os: "linux/amd64",
		go: "go1.26.0",
		source: "agent" as const,
		modules: { firstParty: ["example.com/shop"], libraries: [] },
		leakProfile: true,
	},
	snapshots: [
		{
			moment: "after" as const,
			round: 1,
			profiles: { goroutines: "after-1/goroutines.txt" },
		},
	],
};
const read = (text: string) => () => new TextEncoder().encode(text);
const leak = verdict({
	culprits: [
		culprit({ function: ENTRY, entry: ENTRY, file: "/src/orders/client.go" }),
		culprit({ function: "main.other", entry: "main.other" }),
	],
});

test("who started most of a culprit's goroutines", () => {
	const { culprits } = withCreators(leak, evidence, read(DUMP));
	expect(culprits.map(({ creator }) => creator)).toEqual([
		{
			function: "example.com/shop/orders.(*Client).Get",
			file: "/src/orders/client.go",
			line: 38,
		},
		undefined,
	]);
});

test("a dump that cannot be read, or was not taken, leaves the verdict as it is", () => {
	expect(withCreators(leak, evidence, read("?"))).toEqual(leak);
	expect(withCreators(leak, { ...evidence, snapshots: [] }, read(""))).toEqual(
		leak,
	);
});
