/**
 * What a terminal obeys, by ECMA-48: control sequences, then strings with their
 * terminator (titles, links), then two-character escapes. A string ends where
 * another begins, so that openers in a row are not each searched to the end.
 */
export const ESCAPE_SEQUENCES = new RegExp(
	[
		"(?:\\u001b\\[|\\u009b)[0-?]*[ -/]*[@-~]",
		"(?:\\u001b[\\]PX^_]|[\\u0090\\u0098\\u009d-\\u009f])[^\\u0007\\u001b\\u0090\\u0098\\u009c-\\u009f]*(?:\\u0007|\\u001b\\\\|\\u009c)",
		"\\u001b[ -/]*[0-~]",
	].join("|"),
	"gu",
);
