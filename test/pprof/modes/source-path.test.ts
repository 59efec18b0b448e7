import { expect, test } from "@jest/globals";
import { belowFolders } from "../../../src/pprof/modes/source-path.ts";

test.each([
	["/go/src/shop/api/main.go", "/home/me/shop", "api/main.go"],
	["/go/src/shop/api/main.go", "/home/me/shop/", "api/main.go"],
	["/go/src/shop/api/main.go", "shop", "api/main.go"],
	["/go/src/shop/api/main.go", "/nix:/home/api:/shop", "main.go"],
	["/go/src/shopping/main.go", "/shop", "/go/src/shopping/main.go"],
	["shop/main.go", "/shop", "shop/main.go"],
	["/proc/self/cwd/./main.go", "/shop", "main.go"],
	["/go/main.go", "/", "/go/main.go"],
])("%s from %s is %s", (file, folders, below) => {
	expect(belowFolders(file, folders)).toBe(below);
});
