import { expect, test } from "@jest/globals";
import { ownAmong } from "../../src/explain/own-among.ts";
import { culprit } from "../report/verdicts.ts";

const library = (line: number) => culprit({ line, first_party: false });
const own = culprit({ line: 99 });
const lines = (culprits: Parameters<typeof ownAmong>[0], most: number) =>
	ownAmong(culprits, most).map(({ line }) => line);

test("the user's own line gives way to nobody", () => {
	expect(lines([library(1), library(2), library(3), own], 3)).toEqual([
		1, 2, 99,
	]);
	expect(lines([library(1), own, library(3), library(4)], 3)).toEqual([
		1, 99, 3,
	]);
	expect(lines([library(1), library(2)], 3)).toEqual([1, 2]);
	expect(lines([library(1), own], 1)).toEqual([1]);
});
