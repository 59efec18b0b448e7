import { expect, test } from "@jest/globals";
import { shortFunction } from "../../src/explain/function-name.ts";

test.each([
	[
		"example.com/shop/internal/orders.(*Client).Get.func1",
		"orders.(*Client).Get.func1",
	],
	["main.main", "main.main"],
	["net/http.(*persistConn).readLoop", "http.(*persistConn).readLoop"],
	["github.com/redis/go-redis/v9.(*Client).Get", "go-redis/v9.(*Client).Get"],
	["gopkg.in/yaml.v3.Unmarshal", "yaml.v3.Unmarshal"],
	[
		"example.com/a/cache.(*LRU[example.com/a/model.Key,map[string]int]).Get",
		"cache.(*LRU[...]).Get",
	],
	["example.com/a/cache.Map[...]", "cache.Map[...]"],
	["a/b.New[go.shape.int].func1", "b.New[...].func1"],
	["", ""],
	["a/", "a/"],
	["]]] /[", "[..."],
])("%s is %s", (name, short) => {
	expect(shortFunction(name)).toBe(short);
});
