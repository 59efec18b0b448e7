import { expect, test } from "@jest/globals";
import { treeOf } from "../../src/model/difference.ts";
import { icicleMarkup } from "../../src/page/icicle-markup.ts";
import { search } from "../../src/page/search.ts";
import { differenceFrom, type Held, LEAK } from "./differences.ts";

function markup(
	held: readonly Held[],
	more: {
		readonly query?: string;
		readonly pixels?: number;
		readonly compared?: boolean;
	} = {},
): string {
	const { query = "", pixels = 1000, compared = true } = more;
	const difference = differenceFrom(held, { compared });
	const tree = treeOf(difference);
	const found = search(difference, tree, query);
	return icicleMarkup(
		{ difference, tree, width: "after", zoom: 0, found },
		pixels,
		0,
	).bars.markup;
}

test("each bar says its name, its numbers and its share; one of them is reached by Tab", () => {
	const text = markup(LEAK);
	expect(text).toContain(
		'aria-label="orders.(*Client).Get.func1: +300 (0 → 300), 94.9 % of all"',
	);
	expect(text.match(/tabindex="0"/gu)).toHaveLength(1);
	expect(text.match(/role="treeitem" aria-level="1"/gu)).toHaveLength(1);
});

test("a bar too narrow for a letter has none, a bar too narrow to see is none", () => {
	expect(markup(LEAK, { pixels: 300 })).not.toContain(
		"<span>http.(*conn).serve</span>",
	);
	expect(markup(LEAK, { pixels: 300 })).toContain("http.(*conn).serve:");
	expect(markup(LEAK, { pixels: 100 })).not.toContain("main.main");
});

test("colours: grown, shrunk, the same, looked at alone, and missed by a search", () => {
	expect(classOf("net.Read")).toBe("bar shrank-2");
	expect(classOf("sync.(*Mutex).Lock")).toBe("bar grew-2");
	expect(classOf("main.main")).toBe("bar same");
	expect(classOf("main.main", { query: "Handle" })).toBe("bar missed");
	expect(classOf("orders.Handle", { query: "Handle" })).toBe("bar grew-1");
	expect(classOf("main.main", { compared: false })).toBe("bar held");
});

test.each([
	"</script><script>alert(1)</script>",
	'"><img src=x onerror=alert(1)>',
	"' onfocus=alert(1) x='",
	"\u001b[31mred",
	"invoice\u202Egnp.exe",
	"x".repeat(10_000),
])("%j is text", (name) => {
	const text = markup([[[`shop/a.${name}`], 0, 1]]);
	expect(text.length).toBeLessThan(2_000);
	expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
	expect(
		text.match(/<[^>]*>/gu)?.map((tag) => tag.replace(/"[^"]*"/gu, '""')),
	).toEqual(
		markup([[["shop/a.A"], 0, 1]])
			.match(/<[^>]*>/gu)
			?.map((tag) => tag.replace(/"[^"]*"/gu, '""')),
	);
});

function classOf(
	name: string,
	more: Parameters<typeof markup>[1] = {},
): string | undefined {
	const bars = markup(LEAK, more).split("<div ");
	return /class="([^"]*)"/u.exec(
		bars.find((bar) => bar.includes(`aria-label="${name}:`)) ?? "",
	)?.[1];
}
