/** What is a secret by its form alone. */
export interface TokenShape {
	/** Text that it cannot be without: looking for that costs next to nothing. */
	readonly marks: readonly string[];
	/** The first group stays, the second is the secret. Linear on any text: output is hostile. */
	readonly pattern: RegExp;
}

export const tokenShapes: readonly TokenShape[] = [
	{
		marks: ["ghp_", "gho_", "ghu_", "ghs_", "ghr_"],
		pattern: /(?<![A-Za-z0-9])()(gh[pousr]_[A-Za-z0-9]{20,})/g,
	},
	{
		marks: ["github_pat_"],
		pattern: /(?<!\w)()(github_pat_\w{20,})/g,
	},
	{
		marks: ["glpat-"],
		pattern: /(?<![\w-])()(glpat-[\w-]{20,})/g,
	},
	{
		marks: ["AKIA", "ASIA"],
		pattern: /(?<![A-Za-z0-9])()(A[KS]IA[A-Z0-9]{16})(?![A-Za-z0-9])/g,
	},
	{
		marks: ["xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-"],
		pattern: /(?<![\w-])()(xox[abprs]-[A-Za-z0-9-]{10,})/g,
	},
	{
		marks: ["sk_live_", "rk_live_"],
		pattern: /(?<!\w)()([sr]k_live_\w{10,})/g,
	},
	{
		marks: ["npm_"],
		pattern: /(?<!\w)()(npm_[A-Za-z0-9]{30,})/g,
	},
	// Google's keys of an API.
	{
		marks: ["AIza"],
		pattern: /(?<![\w-])()(AIza[\w-]{35,})/g,
	},
	// OpenAI and Anthropic.
	{
		marks: ["sk-"],
		pattern: /(?<![\w-])()(sk-(?:proj|svcacct|admin|ant)-[\w-]{20,})/g,
	},
	// SendGrid.
	{
		marks: ["SG."],
		pattern: /(?<![\w.-])()(SG\.[\w-]{16,64}\.[\w-]{16,64})/g,
	},
	// A JSON Web Token: two JSON objects and a signature, in base64.
	{
		marks: ["eyJ"],
		pattern: /(?<![\w-])()(eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*)/g,
	},
	// Also one that was cut off, and one in a JSON string, where line ends are `\n`.
	{
		marks: ["PRIVATE KEY"],
		pattern:
			/()(-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:(?:Proc-Type|DEK-Info|Version|Comment): ?[^\n\\]{0,100}|[A-Za-z0-9+/=\s\\])*(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----)?)/g,
	},
	{
		marks: ["uthorization", "UTHORIZATION"],
		pattern:
			/(authorization["']{0,2}[ \t]{0,4}[:=>]{1,2}[ \t]{0,4}[[("'\\]{0,3}(?:bearer|basic|token)[ \t]{1,4})([^\s"'\\\],)]+)/gi,
	},
	{
		marks: ["earer ", "EARER "],
		pattern: /(?<!\w)(bearer[ \t]{1,4})([\w.~+/=-]{16,})/gi,
	},
	{
		marks: ["-key", "-Key", "-KEY"],
		pattern:
			/(x-api-key["']{0,2}[ \t]{0,4}[:=][ \t]{0,4}[[("']{0,2})([^\s"'\\\],)]+)/gi,
	},
	// The password in `scheme://user:password@host`.
	{
		marks: ["://"],
		pattern: /(:\/\/[^\s:/@"']{0,64}:)([^\s/@"'`<>]{1,256})(?=@)/g,
	},
	// MySQL's `user:password@tcp(host)/db`.
	{
		marks: ["@tcp(", "@unix("],
		pattern: /(:)([^\s:@"'`<>]{1,256})(?=@(?:tcp|unix)\()/g,
	},
	// PostgreSQL's `host=db password=…`, and query strings.
	{
		marks: ["password=", "passwd=", "pwd=", "_token=", "_secret=", "api_key="],
		pattern:
			/((?:password|passwd|pwd|(?:access|refresh|id)_token|client_secret|api_key)=["']?)([^\s&;,"']+)/g,
	},
	// `"password":"…"`, and its like within another JSON string.
	{
		marks: [
			'assword"',
			'ASSWORD"',
			'asswd"',
			'assphrase"',
			'ecret"',
			'oken"',
			'_key"',
			'pikey"',
			'piKey"',
		],
		pattern: inJson('"', String.raw`(?:[^"\\\n]|\\.)`),
	},
	{
		marks: ['\\"'],
		pattern: inJson(String.raw`\\"`, String.raw`[^"\\\n]`),
	},
];

function inJson(quote: string, letter: string): RegExp {
	const names =
		"password|passwd|passphrase|secret|(?:access|refresh|id)_?token|api_?key";
	const before = `(?:${names})${quote}\\s{0,4}:\\s{0,4}${quote}`;
	return new RegExp(`(${before})(${letter}{1,4096})`, "gi");
}
