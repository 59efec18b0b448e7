import { expect, test } from "@jest/globals";
import { code, nameText, prose } from "../../src/report/markdown-text.ts";

test.each([
	// Attack 98.
	"0f1e2d3",
	"deadbeef",
	"1234567",
	"DEADBEEF",
	"a1b2c3d4e5f60718293a4b5c6d7e8f9012345678",
	"JIRA-123",
	"jira-1",
	"GH-12",
])("GitHub finds no commit and no reference in %s", (text) => {
	expect(nameText(text)).toBe(`\`${text}\``);
	expect(prose(`see ${text}, please`)).toBe(`see \`${text}\`, please`);
	expect(prose(`“${text}”`)).toBe(`\`“${text}”\``);
});

test("nor in a part of a name", () => {
	expect(nameText("shop-0f1e2d3")).toBe("`shop-0f1e2d3`");
	expect(nameText("0f1e2d3_shop")).toBe("`0f1e2d3_shop`");
});

test.each(["shop", "order-api_v2", "effaceable", "deadbeefs", "facade"])(
	"%s is a word",
	(text) => {
		expect(nameText(text)).toBe(text);
		expect(prose(text)).toBe(text.includes("_") ? `\`${text}\`` : text);
	},
);

test.each([
	// Attack 99.
	["Hangul's filler", "\u3164"],
	["its half", "\uffa0"],
	["its choseong", "\u115f"],
	["its jungseong", "\u1160"],
	["a joiner", "\u034f"],
	["Braille's blank", "\u2800"],
])("%s, a letter that shows nothing, is no text", (_, letter) => {
	expect(nameText(letter)).toBe("`?`");
	expect(code(`a${letter.repeat(3)}`)).toBe("`a`");
	expect(prose(`see ${letter} that`)).toBe("see that");
});
