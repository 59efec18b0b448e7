import { expect, test } from "@jest/globals";
import { nearest } from "../../src/config/spelling.ts";

const keys = [
	"goroutines",
	"inuse_space",
	"rss",
	"run",
	"ready",
	"ready_timeout",
	"quiet",
];

test.each([
	["gorutines", "goroutines"],
	["goroutine", "goroutines"],
	["inuse-space", "inuse_space"],
	["inuseSpace", "inuse_space"],
	["INUSE_SPACE", "inuse_space"],
	["raedy", "ready"],
	["ready_timout", "ready_timeout"],
	["rsss", "rss"],
	["nur", undefined],
	["bananas", undefined],
	["", undefined],
	["goroutines".repeat(1_000), undefined],
])("%s was meant to be %s", (written, meant) => {
	expect(nearest(written, keys)).toBe(meant);
});
