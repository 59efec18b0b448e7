// Writes the generated tables of README.md; `--check` only says whether they are up to date.
import { readFileSync, writeFileSync } from "node:fs";
import { parse } from "yaml";
import { supportedKeys } from "../src/config/supported-keys.ts";
import { metrics } from "../src/metrics/registry.ts";

/** What may stand between `<!-- generated:NAME -->` and `<!-- /generated -->`. */
const TABLES: Readonly<Record<string, () => string>> = {
	inputs: () =>
		table(
			["input", "default", "what it does"],
			Object.entries(action().inputs).map(([name, input]) => [
				code(name),
				input.default ? code(input.default) : "",
				input.description,
			]),
		),
	outputs: () =>
		table(
			["output", "what it holds"],
			Object.entries(action().outputs).map(([name, output]) => [
				code(name),
				output.description,
			]),
		),
	"budget-file": () =>
		table(
			["key", "value", "default", "what it says"],
			supportedKeys(metrics).map(
				({ key, type, default: value, description }) => [
					code(key),
					type,
					value === "" || value === "required" ? value : code(value),
					description,
				],
			),
		),
};

const path = process.argv.slice(2).find((word) => !word.startsWith("--"));
const file = path ?? "README.md";
const before = readFileSync(file, "utf8");
const after = generated(before);
if (process.argv.includes("--check")) {
	if (after !== before) {
		console.error(
			`${file} is not what action.yml and the budget file's schema say: npm run docs`,
		);
		process.exitCode = 1;
	}
} else if (after !== before) {
	writeFileSync(file, after);
}

/** Throws when a table has no place, or a place has no table: then nothing would be checked. */
function generated(text: string): string {
	const missing = new Set(Object.keys(TABLES));
	const filled = text.replaceAll(
		/(<!-- generated:([\w-]+) -->\n)[\s\S]*?(<!-- \/generated -->)/g,
		(_, open: string, name: string, close: string) => {
			const make = TABLES[name];
			if (make === undefined) throw new Error(`${file}: no table "${name}"`);
			missing.delete(name);
			return `${open}${make()}\n${close}`;
		},
	);
	if (missing.size > 0) {
		throw new Error(
			`${file} has no <!-- generated:${[...missing].join(" -->, <!-- generated:")} -->`,
		);
	}
	return filled;
}

function table(
	head: readonly string[],
	rows: readonly (readonly string[])[],
): string {
	return [head, head.map(() => "---"), ...rows]
		.map((cells) => `| ${cells.map(cell).join(" | ")} |`)
		.join("\n");
}

function cell(text: string): string {
	return text
		.trim()
		.replaceAll("|", "\\|")
		.replaceAll(/\s*\n\s*/g, " ");
}

function code(text: string): string {
	return `\`${text}\``;
}

function action(): {
	readonly inputs: Readonly<
		Record<string, { readonly description: string; readonly default?: string }>
	>;
	readonly outputs: Readonly<Record<string, { readonly description: string }>>;
} {
	return parse(readFileSync("action.yml", "utf8"));
}
