import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { scriptJson } from "../../../src/report/html/page-data.ts";

test.each([
	"</script><script>alert(1)</script>",
	"<!--<script>",
	"]]>",
	"a\u2028b\u2029",
	"\u202egnp.exe",
	"\u001b[31m",
	"\ud800",
	"\u{e0041} tag",
])("%j is JSON that no HTML parser sees anything in", (text) => {
	const json = scriptJson({ text });
	expect(json).not.toMatch(/[<>&\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
	expect(JSON.parse(json)).toEqual({ text });
});

test("any value comes back as it was", () => {
	fc.assert(
		fc.property(fc.jsonValue({ stringUnit: "binary" }), (value) => {
			const json = scriptJson(value);
			expect(json).not.toMatch(/[<>\p{Cc}\p{Cf}]/u);
			expect(JSON.stringify(JSON.parse(json))).toBe(JSON.stringify(value));
		}),
	);
});
