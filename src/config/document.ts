import { type Document, parseDocument, type YAMLError } from "yaml";
import { escapeInvisible, type Mistake } from "./mistake.ts";
import type { Node, Place } from "./node.ts";
import { placesIn } from "./places.ts";
import { newTreeReader } from "./tree-reader.ts";

const MOST_CHARACTERS = 1024 * 1024;

export interface ReadDocument {
	/** Absent when the text is not one YAML mapping. */
	readonly root?: Node & { readonly kind: "mapping" };
	readonly mistakes: readonly Mistake[];
}

/** YAML 1.2 text → a tree with places. Takes any text: what is wrong with it comes back as mistakes. */
export function readDocument(written: string): ReadDocument {
	const text = written.replace(/^\ufeff/, "");
	const start = { line: 1, column: 1 };
	if (text.length > MOST_CHARACTERS) {
		return failed(
			"config-too-large",
			start,
			"The file is larger than 1 MiB. Is it the budget file?",
		);
	}
	const document = parseDocument(text, {
		prettyErrors: false,
		// Ours is linear in the number of keys, and names the first one's place.
		uniqueKeys: false,
		// At "silent" a second document would be passed over without an error.
		logLevel: "error",
	});
	const placeAt = placesIn(text);
	const broken = [...document.errors, ...document.warnings];
	if (broken.length > 0) {
		return {
			mistakes: withoutConsequences(broken).map((error) =>
				syntaxMistake(error, placeAt(error.pos[0])),
			),
		};
	}
	return readRoot(document, placeAt);
}

function readRoot(
	document: Document.Parsed,
	placeAt: (offset: number) => Place,
): ReadDocument {
	const reader = newTreeReader(placeAt);
	const root = reader.read(document.contents, []).node;
	// What such a node stands for is not known: more mistakes would only follow from it.
	const cut = reader.mistakes.filter(
		({ code }) => code === "config-too-large" || code === "config-alias",
	);
	if (cut.length > 0) return { mistakes: cut };
	if (reader.mistakes.length > 0 && root.kind !== "mapping")
		return { mistakes: reader.mistakes };
	const example = "Start with service:, load: and budgets:.";
	switch (root.kind) {
		case "mapping":
			return { root, mistakes: reader.mistakes };
		case "empty":
			return failed(
				"config-empty",
				{ line: 1, column: 1 },
				`The file is empty. ${example}`,
			);
		case "text":
		case "list":
			return failed(
				"config-type",
				root.place,
				`The file must be a mapping, not ${root.kind === "list" ? "a list" : "text"}. ${example}`,
			);
		default:
			return root satisfies never;
	}
}

function failed(code: string, place: Place, message: string): ReadDocument {
	return { mistakes: [{ code, path: [], place, message }] };
}

/** One slip makes the rest of the file unexpected; what follows from it is left out. */
function withoutConsequences(
	errors: readonly YAMLError[],
): readonly YAMLError[] {
	return errors
		.filter(({ code }, index) => index === 0 || code !== "UNEXPECTED_TOKEN")
		.slice(0, 5);
}

function syntaxMistake(error: YAMLError, place: Place): Mistake {
	return {
		code: "config-syntax",
		path: [],
		place,
		message: `YAML: ${syntaxMessage(error)}`,
	};
}

function syntaxMessage({ code, message }: YAMLError): string {
	const said = escapeInvisible(message.slice(0, 160)).replace(/[.:]$/, "");
	switch (code) {
		case "MULTIPLE_DOCS":
			return "there is a second document in the file (---). Keep one document.";
		case "RESOURCE_EXHAUSTION":
			return "it is nested too deeply.";
		case "TAB_AS_INDENT":
			return "tabs cannot indent. Use spaces.";
		case "TAG_RESOLVE_FAILED":
			return `${said}. Leave the tag out.`;
		case "UNEXPECTED_TOKEN":
		case "BLOCK_AS_IMPLICIT_KEY":
		case "MULTILINE_IMPLICIT_KEY":
		case "BAD_SCALAR_START":
			return `${said}. Is the indentation right, and is text that holds { } [ ] : or # in quotes?`;
		default:
			return `${said}.`;
	}
}
