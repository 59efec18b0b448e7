import { plain, plainName } from "./plain.ts";
import { spans } from "./spans.ts";

/**
 * Foreign text as Markdown for GitHub. Inside code neither Markdown, HTML,
 * mentions, issue references, math nor autolinks are read, so whatever is not
 * plainly a word or a number goes into code.
 */

/**
 * A name as code; usable in headings, paragraphs and table cells. Never as the
 * HTML element: what stands in that is still read for links and mentions.
 */
export function code(name: string, max = 100): string {
	// A pipe ends a table's cell, in code too.
	const text = (plainName(name, max) || "?").replaceAll("|", "│");
	const runs = (text.match(/`+/gu) ?? []).map((run) => run.length);
	if (runs.length === 0) return `\`${text}\``;
	const marks = "`".repeat(Math.max(...runs) + 1);
	return `${marks} ${text} ${marks}`;
}

/** The same for HTML blocks such as `<summary>`, where neither Markdown nor links are read. */
export function htmlCode(name: string, max = 100): string {
	return `<code>${entities(plainName(name, max) || "?")}</code>`;
}

/** The user's name for the service: bare where it is an ordinary name. */
export function nameText(name: string): string {
	const ordinary =
		name.length <= 60 && PLAIN_NAME.test(name) && !ISSUE.test(name);
	return ordinary ? name : code(name, 60);
}

/** A sentence with foreign words in it. */
export function prose(text: string, max = 600): string {
	const out: string[] = [];
	let pending: string[] = [];
	const flush = (after: string) => {
		if (pending.length > 0) out.push(code(pending.join(" "), max) + after);
		pending = [];
	};
	for (const token of plain(text, max).split(" ")) {
		if (WORD.test(token) && !ISSUE.test(token)) {
			flush("");
			out.push(token);
			continue;
		}
		const tail = /[.,;:!?]*$/u.exec(token)?.[0] ?? "";
		const body = token.slice(0, token.length - tail.length);
		pending.push(body || token);
		if (body !== "" && tail !== "") flush(tail);
	}
	flush("");
	return out.join(" ");
}

/** The same for a sentence of the catalogue, whose code stands between backticks. */
export function spanProse(sentence: string): string {
	return spans(plain(sentence, 600))
		.map(({ text, isCode }) => (isCode ? code(text) : between(text)))
		.join("");
}

/** A sentence in which names of others are marked by `asName`: they are code however harmless they look. */
export function proseWithNames(sentence: string): string {
	return sentence
		.split(MARK)
		.map((part, index) =>
			index % 2 === 1 ? code(part, 60) : between(part.replaceAll(/\s+/gu, " ")),
		)
		.join("");
}

export function asName(name: string): string {
	return `${MARK}${name.replaceAll(MARK, "")}${MARK}`;
}

/** A control character, which is in no text that is shown. */
const MARK = "\u0001";

/** What stands at code on either side belongs to no word. */
function between(text: string): string {
	const [, before = "", words = "", after = ""] =
		/^([\s.,;:!?)]*)(.*?)([\s(]*)$/su.exec(text) ?? [];
	return before + (words === "" ? "" : prose(words)) + after;
}

/** A fenced block that its content cannot end. */
export function fence(language: string, lines: readonly string[]): string {
	const runs = lines.flatMap((line) => line.match(/`+/gu) ?? []);
	const length = Math.max(3, ...runs.map((run) => run.length + 1));
	const marks = "`".repeat(length);
	return [marks + language, ...lines, marks].join("\n");
}

const PLAIN_NAME = /^[A-Za-z][A-Za-z0-9]*(?:[_-][A-Za-z0-9]+)*$/u;

/** Words, numbers with their signs and units, and signs that stand alone. */
const WORD =
	/^["'“(]*(?:\p{L}[\p{L}\p{N}]*(?:['’-][\p{L}\p{N}]+)*|[+±-]?\d[\d.,]*[\p{L}%]*|[→–—·…±&])["'”).,;:!?%]*$/u;

/** GitHub links `GH-12` to issue 12, 7 to 40 digits of hex to a commit, and `JIRA-12` to where the repository's settings say. */
const ISSUE = /(?<![a-z0-9])(?:[a-z][a-z0-9]*-\d|[0-9a-f]{7,40}(?![a-z0-9]))/iu;

function entities(text: string): string {
	return text.replace(/[^\p{L}\p{N} ]/gu, (character) =>
		/[.,/:()-]/u.test(character) ? character : `&#${character.codePointAt(0)};`,
	);
}
