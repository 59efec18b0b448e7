import { usage } from "./usage.ts";

/** What a flag takes; `switch` is nothing, or `=true` and `=false`. */
export type FlagKind = "switch" | "text" | "integer" | "number";

/** Where a flag was given several times, the last counts; undefined = not given. */
export interface GoFlags {
	readonly operands: readonly string[];
	value(name: string): boolean | string | number | undefined;
	isOn(name: string): boolean;
	/** All values that are not empty. */
	texts(name: string): readonly string[];
}

/**
 * Words as Go's package flag reads them: `-flag value`, `-flag=value`, one dash
 * or two, `--` before words that are none. Unlike there, flags may also follow
 * operands, as in our other commands. A Stop `usage` where a flag is not one of
 * `kinds`, or its value not of its kind.
 */
export function goFlags(
	command: string,
	words: readonly string[],
	kinds: ReadonlyMap<string, FlagKind>,
): GoFlags {
	const given = new Map<string, (boolean | string | number)[]>();
	const operands: string[] = [];
	const left = [...words];
	for (let word = left.shift(); word !== undefined; word = left.shift()) {
		if (word === "--") {
			operands.push(...left);
			break;
		}
		if (!word.startsWith("-") || word === "-") {
			operands.push(word);
			continue;
		}
		const [, name = word, stated] =
			/^--?([^-=][^=]*)(?:=(.*))?$/s.exec(word) ?? [];
		const kind = kinds.get(name);
		if (!kind) throw usage(`${command} does not take ${JSON.stringify(word)}.`);
		const text = stated ?? (kind === "switch" ? "true" : left.shift());
		if (text === undefined) throw usage(`-${name} needs a value.`);
		given.set(name, [
			...(given.get(name) ?? []),
			parsedValue(name, kind, text),
		]);
	}
	return {
		operands,
		value: (name) => given.get(name)?.at(-1),
		isOn: (name) => given.get(name)?.at(-1) === true,
		texts: (name) => (given.get(name) ?? []).map(String).filter(Boolean),
	};
}

/** As strconv reads them, but for numbers that are not decimal. */
function parsedValue(
	name: string,
	kind: FlagKind,
	text: string,
): boolean | string | number {
	switch (kind) {
		case "text":
			return text;
		case "switch":
			if (/^(?:1|t|T|true|TRUE|True)$/.test(text)) return true;
			if (/^(?:0|f|F|false|FALSE|False)$/.test(text)) return false;
			throw usage(`-${name}=${text}: give true or false.`);
		case "integer":
			if (/^[+-]?\d+$/.test(text)) return Number(text);
			throw usage(`-${name}=${text}: give a whole number.`);
		case "number":
			if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text))
				return Number(text);
			throw usage(`-${name}=${text}: give a number.`);
		default:
			return kind satisfies never;
	}
}
