/** Where something stands in the file; both count from 1. */
export interface Place {
	readonly line: number;
	readonly column: number;
}

/**
 * The file as a tree that remembers places. A scalar is its text as written:
 * YAML would make the number 5 of `+5` and of `5`, and 8 of `0o10`.
 */
export type Node =
	| { readonly kind: "text"; readonly place: Place; readonly text: string }
	| { readonly kind: "empty"; readonly place: Place }
	| {
			readonly kind: "mapping";
			readonly place: Place;
			readonly entries: ReadonlyMap<string, Entry>;
	  }
	| {
			readonly kind: "list";
			readonly place: Place;
			readonly items: readonly Node[];
	  };

export interface Entry {
	/** Where the key stands. */
	readonly place: Place;
	readonly value: Node;
}

export type Path = readonly (string | number)[];

/** The node at a path; undefined where the file has none. */
export function nodeAt(node: Node | undefined, path: Path): Node | undefined {
	let found = node;
	for (const step of path) {
		if (typeof step === "number") {
			found = found?.kind === "list" ? found.items[step] : undefined;
		} else {
			found =
				found?.kind === "mapping" ? found.entries.get(step)?.value : undefined;
		}
	}
	return found;
}

/** The text at a path; undefined where there is none or something else. */
export function textAt(node: Node | undefined, path: Path): string | undefined {
	const found = nodeAt(node, path);
	return found?.kind === "text" ? found.text : undefined;
}

/** Of the key itself; of the item where there is no key. */
export function keyPlace(root: Node, path: Path): Place {
	const last = path.at(-1);
	const parent = nodeAt(root, path.slice(0, -1));
	if (parent?.kind === "mapping" && typeof last === "string") {
		const entry = parent.entries.get(last);
		if (entry) return entry.place;
	}
	return nodeAt(root, path)?.place ?? root.place;
}

/** Plain data for the schema: text, null for an empty value, arrays, objects without a prototype. */
export function toPlain(node: Node): unknown {
	switch (node.kind) {
		case "text":
			return node.text;
		case "empty":
			return null;
		case "list":
			return node.items.map(toPlain);
		case "mapping": {
			const plain: Record<string, unknown> = Object.create(null);
			for (const [key, entry] of node.entries)
				plain[key] = toPlain(entry.value);
			return plain;
		}
		default:
			return node satisfies never;
	}
}
