import { expect, test } from "@jest/globals";
import { explainRoutes } from "../../src/explain/routes.ts";
import { culprit } from "../report/verdicts.ts";

test.each([
	["of a run that did not keep them", undefined, ["GET /orders/{id}"], 0],
	["one, at the rate of all requests", [["/a", 100, 0.51]], ["/a"], 0],
	["one of a load of several", [["/a", 100, 2]], ["/a (2 a request)"], 0],
	["one that was not counted", [["/a", 100, null]], ["/a"], 0],
	[
		"several",
		[
			["/a", 60.4, 1],
			["/b", 30, 0.5],
			["/c", 20, null],
			["/d", 10, 1],
			["/e", 5, 1],
		],
		["/a (+60, 1 a request)", "/b (+30, 0.5 a request)", "/c (+20)"],
		2,
	],
] as const)("%s", (_, routes, words, more) => {
	const one = culprit({
		...(routes && {
			routes: routes.map(([route, growth, perRequest]) => ({
				route,
				growth,
				perRequest,
			})),
		}),
	});
	const explained = explainRoutes(one, "count");
	expect(
		explained.shown.map(({ name, remark }) =>
			remark === "" ? name : `${name} (${remark})`,
		),
	).toEqual(words);
	expect(explained.more).toBe(more);
});
