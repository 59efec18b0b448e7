import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "@jest/globals";
import { rows } from "../../src/explain/catalogue/rows.ts";
import { fixturesIn } from "../support/fixture-folders.ts";
import { EXPECTED_DIAGNOSES } from "./expected-diagnoses.ts";

const CASES = fileURLToPath(new URL("cases/", import.meta.url));

test("every leaking service has a signature to expect, and nothing else has", () => {
	const cases = globSync("*/*.go", { cwd: CASES }).flatMap((file) => [
		...readFileSync(join(CASES, file), "utf8").matchAll(
			/Name: "([^"]+)", Kind: corpus\.Leak,/gu,
		),
	]);
	const fixtures = fixturesIn("services").filter(
		({ expected }) => expected.outcome === "fail",
	);
	const leaking = [
		...cases.map(([, name]) => name),
		...fixtures.map(({ name }) => name),
	];
	expect(Object.keys(EXPECTED_DIAGNOSES).toSorted()).toEqual(
		[...new Set(leaking)].toSorted(),
	);
});

test("what is expected is in the catalogue", () => {
	const known = rows.map(({ id }) => id);
	const wanted = Object.values(EXPECTED_DIAGNOSES).flat();
	expect(wanted.filter((id) => !known.includes(id))).toEqual([]);
});
