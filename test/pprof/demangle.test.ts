import { expect, test } from "@jest/globals";
import { demangledName } from "../../src/pprof/demangle.ts";

// Expected: Name in `go tool pprof -raw` where SystemName was the given text.
test.each([
	["main.main", "main.main"],
	["main.(*T).Do", "main.(*T).Do"],
	["main.(*T[...]).Do", "main.(*T[...]).Do"],
	["main.Map[...]", "main.Map[...]"],
	["main.Map[...].func1", "main.Map[...].func1"],
	["main.f[go.shape.func(int) int]", "main.f[go.shape.func int]"],
	["main.(*T).Do[int]", "main..Do[int]"],
	["std::vector<int>::push(int)", "std::vector::push"],
	["a.<init>::b(c)", "a.<init>::b(c)"],
	["a::b)c(d)", "a::b)c(d)"],
	["a<b<c>d>e", "ae"],
	["a::f(b", "a::f(b"],
	["a::f(b)g)h(i)", "a::fg)h(i)"],
	["", ""],
])("%s is read as %s", (system, name) => {
	expect(demangledName(system)).toBe(name);
});
