import { expect, test } from "@jest/globals";
import { knownLink } from "../../src/explain/known-link.ts";

test.each([
	"https://pkg.go.dev/net/http#Client.Do",
	"https://go.dev/blog/pipelines#stopping-short",
])("shown: %s", (link) => {
	expect(knownLink(link)).toBe(link);
});

test.each([
	undefined,
	"http://go.dev/blog",
	"https://go.dev.evil.example/blog",
	"https://evil.example/https://go.dev/blog",
	"https://go.dev/blog) [more](https://evil.example",
	'https://go.dev/" onclick="x',
	"javascript:alert(1)//https://go.dev/",
	`https://go.dev/${"x".repeat(300)}`,
])("not shown: %s", (link) => {
	expect(knownLink(link)).toBeNull();
});
