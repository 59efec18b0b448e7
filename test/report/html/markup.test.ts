import { expect, test } from "@jest/globals";
import { type Fragment, html } from "../../../src/report/html/markup.ts";

test.each([
	["<b>&\"'`", "&#60;b&#62;&#38;&#34;&#39;&#96;"],
	["a\u001b[1m\u202eb\u200b\u2028\ud800\u0000c\nd", "a[1mbc\nd"],
	[12.5, "12.5"],
	[null, ""],
	[["<", html`<br>`, [">"]], "&#60;\n<br>\n&#62;"],
] as const)("%j", (value, markup) => {
	expect(html`<i title="${value}">${value}</i>`.markup).toBe(
		`<i title="${markup}">${markup}</i>`,
	);
});

test("what only looks like our own HTML is text", () => {
	const forged = JSON.parse('{"markup":"<script>"}') as Fragment;
	expect(html`${forged}`.markup).not.toContain("<");
});
