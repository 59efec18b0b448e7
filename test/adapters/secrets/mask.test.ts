import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { maskOf } from "../../../src/adapters/secrets/mask.ts";
import { maskedStream } from "../../../src/adapters/secrets/masked-stream.ts";

const bare = maskOf([]).text;
const letters = (count: number) => "aB3".repeat(count).slice(0, count);
const base64 = (text: string) => Buffer.from(text).toString("base64");

test.each([
	["as it is", "hunter<22>", "key=hunter<22>,", "key=***,"],
	["twice, side by side", "hunter22", "hunter22hunter22 hunter22", "*** ***"],
	["lapping over itself", "abaaba", "xabaabaabay", "x***y"],
	// Attack 74.
	["in JSON", 'say "hi"\tnow', '{"k":"say \\"hi\\"\\tnow"}', '{"k":"***"}'],
	["in Go's JSON", "a<b>c&defg", '"a\\u003cb\\u003ec\\u0026defg"', '"***"'],
	["in a URL", "p@ss word/1", "?key=p%40ss%20word%2F1&", "?key=***&"],
	["in a query by Go", "p@ss (word)", "?key=p%40ss+%28word%29&", "?key=***&"],
	[
		"in a URL, small",
		"p@ss+wörd/1",
		"?key=p%40ss%2bw%c3%b6rd%2f1&",
		"?key=***&",
	],
	["in a path by Go", "p@s<s&+w/1", "/p@s%3Cs&+w%2F1/x", "/***/x"],
	["in a whole path by Go", "p@s<s;w/1", "/p@s%3Cs;w/1#x", "/***#x"],
	["as a URL's password", "p@s<s;w/1", "u:p%40s%3Cs;w%2F1@h", "u:***@h"],
	[
		"in JSON in JSON",
		'say "hi" <b>',
		'"{\\"k\\":\\"say \\\\\\"hi\\\\\\" <b>\\"}"',
		'"{\\"k\\":\\"***\\"}"',
	],
	[
		"in Go's JSON in JSON",
		"a<b>c&d",
		'"a\\\\u003cb\\\\u003ec\\\\u0026d"',
		'"***"',
	],
	// Attack 102.
	[
		"in HTML by Go",
		`a<b>c&d"e'f`,
		"<p>a&lt;b&gt;c&amp;d&#34;e&#39;f</p>",
		"<p>***</p>",
	],
	[
		"in HTML by others",
		`a<b>c&d"e'f`,
		"<p>a&lt;b&gt;c&amp;d&quot;e&#39;f</p>",
		"<p>***</p>",
	],
	["in hex", "hunter22", "key 68756e7465723232.", "key ***."],
	["in big hex", "zoo-hunter", "key 7A6F6F2D68756E746572.", "key ***."],
	[
		"several lines, JSON-escaped",
		"line-one\nline-two",
		"line-one\\nline-two",
		"***",
	],
	["one of its lines", "line-one\nline-two", "<line-two>", "<***>"],
	["umlauts and all", "pässwörd", "[pässwörd]", "[***]"],
	["colours within", "hunter22", "hun\u001b[1mter\u001b[0m22 up", "*** up"],
	["zero-width marks within", "hunter22", "hun\u200bter22 up", "*** up"],
	["controls within", "hunter22", "hun\u0000ter\u000822 up", "*** up"],
	[
		"white space at its ends is none of it",
		" hunter22\n",
		"[hunter22]",
		"[***]",
	],
])("a secret is found %s", (_, secret, text, shown) => {
	expect(maskOf([secret]).text(text)).toBe(shown);
});

test.each([0, 1, 2, 3, 4])(
	"in base64 after %i bytes, whatever comes next",
	(before) => {
		const secret = "correct horse battery";
		for (const after of ["", "!", "!!", "!!!"]) {
			const shown = maskOf([secret]).text(
				base64(`${"u".repeat(before)}${secret}${after}`),
			);
			expect(shown).toContain("***");
			// What is left of it is at most the letters it shares with its neighbours.
			expect(shown.length).toBeLessThanOrEqual(3 + 8 + 4 + 4);
		}
	},
);

test("two secrets that lap over each other leave nothing of either", () => {
	expect(maskOf(["abcdef", "defghi"]).text("<abcdefghi>")).toBe("<***>");
	expect(maskOf(["secret", "secret-and-more"]).text("secret-and-more")).toBe(
		"***",
	);
});

test.each(["1", "true", "8080", "65535", "", "     x"])(
	"%j is too short to be a secret",
	(value) => {
		expect(maskOf([value]).text(`port ${value} true 8080`)).toBe(
			`port ${value} true 8080`,
		);
	},
);

test.each([
	// Attack 76.
	["classic", `ghp_${letters(36)}`],
	["OAuth", `gho_${letters(36)}`],
	["user to server", `ghu_${letters(36)}`],
	["job", `ghs_${letters(36)}`],
	["refresh", `ghr_${letters(76)}`],
	["fine-grained", `github_pat_${letters(82)}`],
	["GitLab", `glpat-${letters(20)}`],
	["AWS", "AKIAIOSFODNN7EXAMPLE"],
	["AWS, for a while", "ASIAIOSFODNN7EXAMPLE"],
	["Slack bot", "xoxb-123456789012-aBcDeFgHiJ"],
	["Slack user", "xoxp-123456789012-aBcDeFgHiJ"],
	["Stripe", "sk_live_4eC39HqLyjWDarjtT1zdp7dc"],
	["npm", `npm_${letters(36)}`],
	["Google", `AIza${letters(35)}`],
	["OpenAI", `sk-proj-${letters(40)}`],
	["Anthropic", `sk-ant-api03-${letters(40)}`],
	["SendGrid", `SG.${letters(22)}.${letters(43)}`],
	["JWT", `eyJ${letters(33)}.eyJ${letters(60)}.${letters(43)}`],
])("a token by its form: %s", (_, token) => {
	expect(bare(`got ${token}, ok`)).toBe("got ***, ok");
	expect(bare(`{"token":"${token}"}`)).toBe('{"token":"***"}');
});

test.each([
	["Authorization: Bearer abc123", "Authorization: Bearer ***"],
	["Authorization:[Basic dTpw]", "Authorization:[Basic ***]"],
	['"authorization":"token abc123"', '"authorization":"token ***"'],
	["authorization=bearer abc123;", "authorization=bearer ***"],
	["sent Bearer abcdefghijklmnop.q", "sent Bearer ***"],
	["postgres://shop:pa:ss@db:5432/x", "postgres://shop:***@db:5432/x"],
	["redis://:hunter@cache/0", "redis://:***@cache/0"],
	["shop:hunter@tcp(127.0.0.1:3306)/x", "shop:***@tcp(127.0.0.1:3306)/x"],
	["host=db password=hunter user=x", "host=db password=*** user=x"],
	["GET /a?access_token=abc123&x=1", "GET /a?access_token=***&x=1"],
	["POST /a?x=1&api_key=abc123 200", "POST /a?x=1&api_key=*** 200"],
	['{"password":"hunt er","a":"b"}', '{"password":"***","a":"b"}'],
	['{"db_password" : "hun\\"ter\\\\"}', '{"db_password" : "***"}'],
	['{"accessToken":"a b","n":1}', '{"accessToken":"***","n":1}'],
	['"{\\"secret\\":\\"hunter\\"}"', '"{\\"secret\\":\\"***\\"}"'],
	["X-Api-Key: abc123", "X-Api-Key: ***"],
	["\u001b[36mpassword=\u001b[0mhunter x", "\u001b[36mpassword=*** x"],
])("%j is shown as %j", (text, shown) => {
	expect(bare(text)).toBe(shown);
});

test.each([
	"GET http://127.0.0.1:8080/orders/1 200 12ms",
	"2026/11/21 20:27:31 user@example.org logged in at 10:20",
	"see https://github.com/acme/shop/blob/main/a.go:12",
	"goroutine 12 [chan receive, 5 minutes]:",
	"the bearer of this basic authentication is welcome",
	'{"password":"","token":"next","key":"a"} npm_config_registry=x',
	'{"password_hash":"argon2id","secret":null} SG.a.b AIza sk-learn',
	"page?token_type=bearer&next=2 ?x-api-key",
	"ghp_ghp_ghp_ eyJ.eyJ. xoxb- AKIA sk_live_ password= ://:@",
	"-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
])("%j holds no secret", (text) => {
	expect(bare(text)).toBe(text);
});

const KEY = `-----BEGIN RSA PRIVATE KEY-----
Proc-Type: 4,ENCRYPTED
DEK-Info: AES-128-CBC,0123456789ABCDEF

${letters(64)}
${letters(64)}
-----END RSA PRIVATE KEY-----`;

test.each([
	["whole", KEY],
	["in JSON", KEY.replaceAll("\n", "\\n")],
	["with \\r\\n", KEY.replaceAll("\n", "\r\n")],
])("a private key, %s", (_, key) => {
	expect(bare(`before\n${key}\nafter!`)).toBe("before\n***\nafter!");
});

test("a private key that came line by line, or was cut off", () => {
	expect(through(bareMask, `before\n${KEY}\nafter!\n`, 1)).toBe(
		"before\n***\nafter!\n",
	);
	const short = KEY.slice(0, -40);
	expect(through(bareMask, `before\n${short}`, 7)).toBe("before\n***");
});

// Attack 95.
test("a key without an end is not searched anew with each of its lines", () => {
	let searched = 0;
	const mask = {
		...bareMask,
		rangesIn(text: string) {
			searched += text.length;
			return bareMask.rangesIn(text);
		},
	};
	const text = `-----BEGIN PRIVATE KEY-----\n${"AAAAAAA\n".repeat(6_000)}`;
	expect(through(mask, text, 8)).toBe("***");
	expect(searched).toBeLessThan(10 * text.length);
});

// Attack 77.
test("hostile text costs no more than its length", () => {
	const began = performance.now();
	for (const piece of [
		"-eyJaaaaaaaa",
		"eyJ",
		"://a:",
		"://",
		"-----BEGIN PRIVATE KEY-----",
		"-----BEGIN ",
		"password=",
		"Authorization: ",
		"Bearer ",
		":@tcp(",
		"\u001b[",
		"\u001b]",
		"github_pat_",
		"SG.aaaaaaaaaaaaaaaaaaaa.",
		"SG.",
		"sk-proj-",
		'password":"',
		'password":"\\',
		'password\\":\\"',
		"access_token=",
		"x-api-key:",
		"a:",
	])
		through(
			maskOf(["hunter22", "aaaaaaaaaaaaaaaa"]),
			piece.repeat(40_000),
			65_536,
		);
	// Seconds of room for a busy machine; a quadratic search takes minutes.
	expect(performance.now() - began).toBeLessThan(20_000);
});

const bareMask = maskOf([]);

test("however the bytes are cut, what comes out is what masking the whole gives", () => {
	const mask = maskOf(["hunter22", "line-one", "line-two"]);
	const word = fc.constantFrom(
		"hunter22",
		"line-one",
		"line-two",
		"\n",
		" ",
		"x",
		"password=",
		"é",
		"\u001b[1m",
		`ghp_${letters(36)}`,
	);
	fc.assert(
		fc.property(
			fc.array(word, { maxLength: 60 }),
			fc.integer({ min: 1, max: 40 }),
			(words, size) => {
				const text = words.join("");
				expect(through(mask, text, size)).toBe(mask.text(text));
			},
		),
	);
});

test("a line without an end is handed on, and a secret in it is none the less whole", () => {
	const mask = maskOf(["hunter22"]);
	const text = `${"x".repeat(65_530)}hunter22${"y".repeat(100_000)}hunter22${"z".repeat(60_000)}`;
	const pieces: number[] = [];
	const shown = through(mask, text, 1_000, (bytes) =>
		pieces.push(bytes.length),
	);
	expect(shown).toBe(text.replaceAll("hunter22", "***"));
	expect(Math.max(...pieces)).toBeLessThan(70_000);
});

/** Cut in chunks of `size` bytes. */
function through(
	mask: ReturnType<typeof maskOf>,
	text: string,
	size: number,
	onPiece: (bytes: Uint8Array) => void = () => {},
): string {
	const out: Uint8Array[] = [];
	const stream = maskedStream(mask, (bytes) => {
		out.push(Buffer.from(bytes));
		onPiece(bytes);
	});
	const bytes = Buffer.from(text);
	for (let at = 0; at < bytes.length; at += size)
		stream.write(bytes.subarray(at, at + size));
	stream.end();
	return Buffer.concat(out).toString();
}
