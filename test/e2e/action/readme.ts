import { readFileSync } from "node:fs";

/** The YAML block of the README that holds this text, unindented as it stands there: what a user copies is what is tested. */
export function readmeYaml(containing: string): string {
	const blocks = readFileSync("README.md", "utf8").matchAll(
		/^```yaml\n([\s\S]*?)^```$/gmu,
	);
	const found = [...blocks]
		.map(([, text = ""]) => text)
		.filter((text) => text.includes(containing));
	const [only, ...more] = found;
	if (only === undefined || more.length > 0)
		throw new Error(`${found.length} blocks of the README hold ${containing}`);
	return only;
}
