import type { Mistake } from "./mistake.ts";
import { keyPlace, type Node, type Path } from "./node.ts";
import { NOT_SUPPORTED } from "./scalars.ts";
import { nearest } from "./spelling.ts";

/** Keys of the design that are to come: they are refused, never ignored, and never suggested. */
const TO_COME = [
	"attach",
	"service.attach",
	"budgets.open_files",
	"budgets.tcp_connections",
];

/** A key that the schema does not have, with the one that was meant. `knownKeys` are all paths of the schema, dotted. */
export function unknownKey(
	path: Path,
	key: string,
	root: Node,
	knownKeys: readonly string[],
): Mistake {
	const within = [...path, key];
	const place = keyPlace(root, within);
	const level = dotted(path);
	const dottedKey = level + key;
	if (TO_COME.includes(dottedKey)) {
		return {
			code: NOT_SUPPORTED,
			path: within,
			place,
			message: "not supported yet. Take it out.",
		};
	}
	const siblings = knownKeys
		.filter((one) => one.startsWith(level))
		.map((one) => one.slice(level.length))
		.filter((one) => !one.includes("."));
	const suggestion = nearest(key, siblings);
	const elsewhere = suggestion ?? placeFor(key, knownKeys);
	const advice = elsewhere
		? `Did you mean ${elsewhere}?`
		: `Known here: ${siblings.join(", ")}.`;
	return {
		code: "config-unknown-key",
		path: within,
		place,
		message: `unknown key. ${advice}`,
		...(suggestion !== undefined && { suggestion }),
	};
}

/** Where a key belongs that stands at the wrong level: `requests` is load.requests. */
function placeFor(
	key: string,
	knownKeys: readonly string[],
): string | undefined {
	const last = (one: string) => one.slice(one.lastIndexOf(".") + 1);
	const word = nearest(key, knownKeys.map(last));
	return knownKeys.find((one) => last(one) === word);
}

/** As `supportedKeys` names it: a list of scenarios is like the one scenario. */
function dotted(path: Path): string {
	return path
		.filter((one) => typeof one === "string")
		.map((one) => `${one}.`)
		.join("");
}
