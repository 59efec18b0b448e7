/** One start tag of a page and the elements it stands in. */
export interface Tag {
	readonly name: string;
	readonly attributes: Readonly<Record<string, string>>;
	readonly within: readonly string[];
}

export interface Page {
	readonly tags: readonly Tag[];
	/** All text outside of tags, entities decoded. */
	readonly text: string;
	/** What stands in `<script>`: its data and its code, as they are. */
	readonly scripts: readonly string[];
}

const VOID = new Set(["meta", "br"]);
const SELF_CLOSED = new Set(["line", "path", "rect", "circle"]);

/**
 * Reads a page as strictly as XML is read: every tag closed in its order, every
 * attribute in double quotes, and nothing that a browser would have to guess.
 * Throws where the page is not so.
 */
export function readPage(source: string): Page {
	const doctype = "<!doctype html>\n";
	if (!source.startsWith(doctype)) throw new Error("no doctype");
	const tags: Tag[] = [];
	const open: string[] = [];
	const scripts: string[] = [];
	let text = "";
	let rest = source.slice(doctype.length);
	while (rest !== "") {
		const style = /^<style>([^<]*)<\/style>/u.exec(rest);
		if (style && open.at(-1) === "head") {
			rest = rest.slice(style[0].length);
			continue;
		}
		const script =
			/^<script(?: type="application\/json" id="page-data")?>(.*?)<\/script/su.exec(
				rest,
			);
		if (script && open.at(-1) === "body") {
			scripts.push(script[1] ?? "");
			// As a browser does: it ends at the first of these, whatever stands around it.
			rest = rest.slice(script[0].length).replace(/^>/u, "");
			continue;
		}
		const words = /^[^<>]+/u.exec(rest)?.[0];
		if (words !== undefined) {
			text += decode(words);
			rest = rest.slice(words.length);
			continue;
		}
		const tag =
			/^<(\/?)([a-z][a-z0-9]*)((?: [A-Za-z][A-Za-z0-9-]*="[^"<>]*")*)(\/?)>/u.exec(
				rest,
			);
		if (!tag) throw new Error(`not a tag: ${rest.slice(0, 80)}`);
		const [whole, closing, name = "", attributes = "", selfClosed] = tag;
		rest = rest.slice(whole.length);
		if (closing === "/") {
			const last = open.pop();
			if (last !== name || attributes !== "")
				throw new Error(`</${name}> closes <${last}>`);
			continue;
		}
		tags.push({ name, attributes: read(attributes), within: [...open] });
		if ((selfClosed === "/") !== SELF_CLOSED.has(name))
			throw new Error(`<${name}> and its end`);
		if (!VOID.has(name) && !SELF_CLOSED.has(name)) open.push(name);
	}
	if (open.length > 0) throw new Error(`not closed: ${open.join(" ")}`);
	return { tags, text, scripts };
}

function read(attributes: string): Readonly<Record<string, string>> {
	const pairs = [...attributes.matchAll(/ ([A-Za-z0-9-]+)="([^"]*)"/gu)];
	const names = pairs.map(([, name]) => name);
	if (new Set(names).size !== names.length)
		throw new Error(`twice the same attribute: ${attributes}`);
	return Object.fromEntries(
		pairs.map(([, name = "", value = ""]) => [name, decode(value)]),
	);
}

/** The only entities that a report writes. A bare ampersand is a mistake. */
function decode(text: string): string {
	return text.replace(/&(?:#(\d+);)?/gu, (_, code?: string) => {
		if (code === undefined) throw new Error(`bare &: ${text.slice(0, 80)}`);
		return String.fromCodePoint(Number(code));
	});
}
