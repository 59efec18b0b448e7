import { expect, test } from "@jest/globals";
import { plainText } from "../../../src/adapters/process/plain-text.ts";
import { costAgainstLetters } from "../../support/cost.ts";

test.each([
	["plain", "listening on :8080", "listening on :8080"],
	["colours", "\u001b[31mFATAL\u001b[0m bad", "FATAL bad"],
	["a hyperlink", "\u001b]8;;http://evil\u0007click\u001b]8;;\u0007", "click"],
	["tabs", "a\tb", "a  b"],
	["control characters", "a\u0000\u0008\u007fb\u0085c", "abc"],
	["text that reorders itself", "user\u202eexe.\u2066", "userexe."],
	["other scripts", "注文 ü 🙂", "注文 ü 🙂"],
])("%s", (_, line, plain) => {
	expect(plainText(line)).toBe(plain);
});

/** The longest line that the splitter hands out. */
// Attack 94.
test.each(["\u001b]", "\u009d", "\u001b]8;;", "\u001b["])(
	"a line of %j costs about as much as one of letters",
	(piece) => {
		const line = piece.repeat(64 * (1024 / piece.length));
		expect(costAgainstLetters(line, plainText)).toBeLessThan(100);
	},
);
