/** An element; its own text is that between its children, joined. */
export interface XmlElement {
	readonly name: string;
	readonly attributes: Readonly<Record<string, string>>;
	readonly children: readonly XmlElement[];
	readonly text: string;
}

/** A strict reader of the XML that we write: anything that is not well-formed is an error. It knows no CDATA, comments, DTDs nor named entities. */
export function xmlTree(document: string): XmlElement {
	const bad = NO_CHARACTER.exec(document);
	if (bad) throw new Error(`no XML character at ${bad.index}`);
	const prolog = '<?xml version="1.0" encoding="UTF-8"?>\n';
	if (!document.startsWith(prolog)) throw new Error("no XML declaration");
	const top = { ...open("", ""), children: [] as Open[] };
	const path: Open[] = [top];
	const rest = document.slice(prolog.length);
	let at = 0;
	for (const match of rest.matchAll(/<(\/?)([\w-]+)((?:\s[^<>]*?)?)(\/?)>/gu)) {
		const [whole, close, name = "", attributes = "", isEmpty] = match;
		const parent = path.at(-1) ?? top;
		parent.text += unescaped(rest.slice(at, match.index));
		at = match.index + whole.length;
		if (close) {
			if (parent.name !== name)
				throw new Error(`</${name}> ends ${parent.name}`);
			path.pop();
			continue;
		}
		const child = open(name, attributes);
		parent.children.push(child);
		if (!isEmpty) path.push(child);
	}
	const [root, ...others] = top.children;
	const isWhole = path.length === 1 && rest.slice(at).trim() === "";
	if (!root || others.length > 0 || !isWhole || top.text.trim() !== "")
		throw new Error("not one whole document");
	return root;
}

interface Open extends XmlElement {
	readonly children: Open[];
	text: string;
}

function open(name: string, text: string): Open {
	const attributes: Record<string, string> = {};
	const left = text.replace(/\s([\w-]+)="([^"<]*)"/gu, (_, key, value) => {
		if (key in attributes) throw new Error(`two attributes ${key}`);
		attributes[key] = unescaped(value);
		return "";
	});
	if (left.trim() !== "") throw new Error(`not attributes: ${text}`);
	return { name, attributes, children: [], text: "" };
}

function unescaped(text: string): string {
	if (/[<>]/u.test(text) || /&(?!#\d+;)/u.test(text))
		throw new Error(`not escaped: ${text.slice(0, 100)}`);
	return text.replace(/&#(\d+);/gu, (_, code) => String.fromCodePoint(code));
}

/** The opposite of the production Char of XML 1.0. */
const NO_CHARACTER = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
