import { expect, test } from "@jest/globals";
import { baseChoice } from "../../src/commands/bring-base.ts";

const choice = (typed?: string) => baseChoice(typed, (path) => `/at/${path}`);

test("a base is built, or the folder of a run, or none", () => {
	expect(choice()).toBeUndefined();
	expect(choice("none")).toBeUndefined();
	expect(choice("build")).toBe("build");
	expect(choice("./build")).toEqual({ folder: "/at/build", typed: "./build" });
});

test("the cache is the Action's", () => {
	const baselines = {
		bring: async () => ({ missing: "" }),
		keep: async () => ({ why: "" }),
	};
	expect(baseChoice("cache", String, baselines)).toBe(baselines);
	expect(() => choice("cache")).toThrow("is for the Action");
	expect(choice("./cache")).toMatchObject({ folder: "/at/cache" });
});
