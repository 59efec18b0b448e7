import { expect, test } from "@jest/globals";
import { apiMessage } from "../../../src/adapters/github/api-message.ts";
import { costAgainstLetters } from "../../support/cost.ts";

test("of a gateway's page its words are left", () => {
	const page = `<html><head><STYLE type="a">p > b { }</STYLE></head>
<script>if (1 < 2) {}</script><body class="x"><h1>Bad  Gateway</h1></body>`;
	expect(apiMessage(new Error(page))).toBe("Bad Gateway");
	expect(apiMessage(new Error("x".repeat(400)))).toBe(`${"x".repeat(300)}…`);
});

// Attack 96.
test.each(["<script", "<script>", "<style ", "<", "<!", "</script>", " "])(
	"an answer of %j costs about as much as one of letters",
	(piece) => {
		const text = piece.repeat(200_000 / piece.length);
		const cost = costAgainstLetters(text, (each) =>
			apiMessage(new Error(each)),
		);
		expect(cost).toBeLessThan(200);
	},
);
