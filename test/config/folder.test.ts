import { expect, test } from "@jest/globals";
import { folderName, resolveFolder } from "../../src/config/folder.ts";

test.each([
	["/repo", ".", "/repo"],
	["/repo", "services/shop/", "/repo/services/shop"],
	["/repo/a", "../b/./c", "/repo/b/c"],
	["/repo", "../../..", "/"],
	["/repo", "/else/where", "/else/where"],
	["/", "x", "/x"],
	["/repo", "odd\\name", "/repo/odd\\name"],
	["C:\\repo", "services\\shop", "C:/repo/services/shop"],
	["C:\\repo", "D:\\x", "D:/x"],
])("from %s, %s is %s", (base, path, folder) => {
	expect(resolveFolder(base, path)).toBe(folder);
});

test.each([
	["/repo/shop", "shop"],
	["/repo/shop/", "shop"],
	["C:\\repo\\shop", "shop"],
	["/", "service"],
	["C:\\", "service"],
])("the folder %s is called %s", (path, name) => {
	expect(folderName(path)).toBe(name);
});
