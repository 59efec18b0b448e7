import { expect, test } from "@jest/globals";
import fc from "fast-check";
import {
	hasKey,
	readMarker,
	withMarker,
} from "../../../src/adapters/github/marker.ts";

const RUN = { run: 1, attempt: 1, sha: "aaaa" };

test("whatever the key and the report hold, the first line is one HTML comment that reads back", () => {
	fc.assert(
		fc.property(
			fc.string({ unit: "binary" }),
			fc.string(),
			fc.nat(),
			(key, report, run) => {
				const marker = { key, run: { ...RUN, run }, news: "0f" };
				const body = withMarker(marker, report);
				expect(body.split("\n")[0]).toMatch(/^<!-- [^<>]* -->$/);
				expect(hasKey(body, key)).toBe(true);
				expect(readMarker(body)).toMatchObject({
					run: marker.run,
					news: "0f",
				});
			},
		),
	);
});

test("other keys, other texts and later lines are not ours", () => {
	const body = withMarker({ key: "shop", run: RUN, news: "0f" }, "report");
	expect(hasKey(body, "sho")).toBe(false);
	expect(hasKey(body, "Shop")).toBe(false);
	expect(readMarker(`\n${body}`)).toBeUndefined();
	expect(readMarker(body.replace("key=shop", "key=%zz"))).toBeUndefined();
	expect(readMarker("")).toBeUndefined();
});
