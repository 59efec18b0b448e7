import { isAlias, isMap, isScalar, isSeq, type ParsedNode } from "yaml";
import { escapeInvisible, type Mistake } from "./mistake.ts";
import type { Entry, Node, Path, Place } from "./node.ts";

/** Values of the whole file with every alias written out: room for any real budget, none for an alias bomb. */
const MOST_VALUES = 20_000;

/** A node and how many values it stands for with its aliases written out. */
interface Sized {
	readonly node: Node;
	readonly values: number;
}

/** Turns the YAML library's nodes into ours, each once: an alias is the very node that it names. */
export function newTreeReader(placeAt: (offset: number) => Place) {
	const mistakes: Mistake[] = [];
	const anchors = new Map<string, Sized>();
	let tooMany = false;

	const report = (code: string, path: Path, place: Place, message: string) => {
		mistakes.push({ code, path, place, message });
	};

	function read(node: ParsedNode | null, path: Path): Sized {
		const place = placeAt(node?.range[0] ?? 0);
		const sized = readNode(node, path, place);
		if (node && !isAlias(node) && node.anchor) anchors.set(node.anchor, sized);
		if (sized.values > MOST_VALUES && !tooMany) {
			tooMany = true;
			report(
				"config-too-large",
				[],
				place,
				`The file has more than ${MOST_VALUES} values here, aliases written out. Write fewer.`,
			);
		}
		// Whatever is above it is too large as well: an empty value keeps the rest cheap.
		return sized.values > MOST_VALUES
			? { node: { kind: "empty", place }, values: 1 }
			: sized;
	}

	function readNode(node: ParsedNode | null, path: Path, place: Place): Sized {
		if (isAlias(node)) {
			const target = anchors.get(node.source);
			if (target) return target;
			report(
				"config-alias",
				path,
				place,
				`*${escapeInvisible(node.source)} has no finished &${escapeInvisible(node.source)} before it. Write the value out.`,
			);
			return { node: { kind: "empty", place }, values: 1 };
		}
		if (isMap(node)) return readMapping(node.items, path, place);
		if (isSeq(node)) return readList(node.items, path, place);
		if (!isScalar(node) || (node.value === null && node.type === "PLAIN")) {
			return { node: { kind: "empty", place }, values: 1 };
		}
		const text = node.source;
		if (text.includes("\0"))
			report(
				"config-value",
				path,
				place,
				"holds a NUL character. Take it out.",
			);
		return { node: { kind: "text", place, text }, values: 1 };
	}

	function readList(
		items: readonly unknown[],
		path: Path,
		place: Place,
	): Sized {
		let values = 1;
		const nodes = items.map((item, index) => {
			const one = read(item as ParsedNode, [...path, index]);
			values += one.values;
			return one.node;
		});
		return { node: { kind: "list", place, items: nodes }, values };
	}

	function readMapping(
		items: readonly {
			readonly key: ParsedNode | null;
			readonly value: ParsedNode | null;
		}[],
		path: Path,
		place: Place,
	): Sized {
		const entries = new Map<string, Entry>();
		let values = 1;
		for (const { key, value } of items) {
			const at = placeAt(key?.range[0] ?? value?.range[0] ?? 0);
			if (
				!isScalar(key) ||
				typeof key.source !== "string" ||
				key.source === ""
			) {
				report(
					"config-type",
					path,
					at,
					"has a key that is not plain text. Write key: value.",
				);
				continue;
			}
			const name = key.source;
			const within = [...path, name];
			const first = entries.get(name);
			const one = read(value, within);
			values += one.values;
			if (name === "__proto__") {
				report("config-unknown-key", within, at, "unknown key. Take it out.");
			} else if (name === "<<") {
				report(
					"config-unknown-key",
					within,
					at,
					"merge keys are not part of YAML 1.2. Write the keys out.",
				);
			} else if (first) {
				report(
					"config-duplicate-key",
					within,
					at,
					`this key is given twice, first at ${first.place.line}:${first.place.column}. Keep one.`,
				);
			} else {
				// A value that is missing has no place of its own: the key's serves.
				const node =
					one.node.kind === "empty" ? { ...one.node, place: at } : one.node;
				entries.set(name, { place: at, value: node });
			}
		}
		return { node: { kind: "mapping", place, entries }, values };
	}

	return { mistakes, read };
}
