import { describe, expect, test } from "@jest/globals";
import type { Culprit, Gone, Verdict } from "../../../src/model/verdict.ts";
import { type Expected, mistakes, seenAs } from "./classified.ts";
import type { KindName } from "./kinds.ts";

const SERVICE = "github.com/mccutchen/go-httpbin/v2/httpbin.";
const READ_LOOP = "net/http.(*persistConn).readLoop";

const expecting = (
	handler: string,
	kind: KindName,
	wanted: Expected["wanted"],
): Expected => ({ leak: { handler, kind, form: "inline" }, wanted });

const GONE = expecting("Get", "send", "gone");
const SAME = expecting("IP", "map", "already");
const NEW = expecting("UserAgent", "ticker", "new");

type Named = Pick<Culprit, "metric" | "function" | "since"> &
	Partial<Pick<Culprit, "route">>;

const culprit = (
	metric: string,
	name: string,
	since?: Culprit["since"],
	route?: string,
): Named => ({
	metric,
	function: name,
	...(since && { since }),
	...(route && { route }),
});

const verdict = (
	culprits: readonly Named[],
	gone: readonly Pick<Gone, "metric" | "function">[],
) => ({ culprits, gone }) as unknown as Verdict;

const goneOf = (name: string) => ({ metric: "goroutines", function: name });

const old = culprit("inuse_space", `${SERVICE}(*HTTPBin).IP`, "already");
const added = culprit(
	"goroutines",
	`${SERVICE}(*HTTPBin).UserAgent.func1`,
	"new",
);
const away = goneOf(`${SERVICE}(*HTTPBin).Get.func1`);

test("all called what they are is no mistake", () => {
	expect(mistakes(verdict([added, old], [away]), [GONE, SAME, NEW])).toEqual(
		[],
	);
});

test("so it is where the function is planted beside the handler, and inlined", () => {
	const inlined = culprit(
		"inuse_space",
		`${SERVICE}(*HTTPBin).IP.plantedIP`,
		"already",
	);
	expect(mistakes(verdict([inlined], []), [SAME])).toEqual([]);
	expect(
		seenAs(
			SAME,
			verdict([culprit("inuse_space", `${SERVICE}plantedIP`, "new")], []),
		),
	).toBe("new");
});

describe("a mistake", () => {
	test.each<[string, readonly Named[], readonly ReturnType<typeof goneOf>[]]>([
		["the same is new", [added, { ...old, since: "new" }], [away]],
		["the same is worse", [added, { ...old, since: "worse" }], [away]],
		["the same is not there", [added], [away]],
		["the same is gone, too", [added, old], [away, goneOf(old.function)]],
		[
			"the new one is called as the base's",
			[{ ...added, since: "already" }, old],
			[away],
		],
		["what is gone is not said", [added, old], []],
		[
			"the healthy route is new",
			[
				added,
				old,
				culprit("goroutines", `${SERVICE}(*HTTPBin).Headers.func1`, "new"),
			],
			[away],
		],
		[
			"another handler that begins alike is new",
			[added, old, culprit("inuse_space", `${SERVICE}(*HTTPBin).IPs`, "new")],
			[away],
		],
		["something else is gone", [added, old], [away, goneOf(READ_LOOP)]],
	])("%s", (_, culprits, gone) => {
		expect(mistakes(verdict(culprits, gone), [GONE, SAME, NEW])).not.toEqual(
			[],
		);
	});
});

test("outside the handler its route tells a leak", () => {
	const body = (handler: string, wanted: Expected["wanted"]) =>
		expecting(handler, "response body", wanted);
	const found = verdict(
		[culprit("goroutines", READ_LOOP, "new", "GET /user-agent")],
		[goneOf(READ_LOOP)],
	);
	expect(
		mistakes(found, [body("Get", "gone"), body("UserAgent", "new")]),
	).toEqual([]);
	expect(seenAs(body("Get", "gone"), found)).toBe("gone");
	expect(seenAs(body("UserAgent", "new"), found)).toBe("new");
});
