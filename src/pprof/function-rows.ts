import { type Difference, ORIGINS } from "../model/difference.ts";
import type { Frame } from "../model/profile.ts";

/** The functions of a Difference, each once, as they are asked for. */
export function functionRows() {
	const name: string[] = [];
	const file: number[] = [];
	const origin: number[] = [];
	const rows = new Map<string, number>();
	const files = new Map<string, number>();
	const fileRow = (path: string): number => {
		const known = files.get(path) ?? files.size;
		if (known === files.size) files.set(path, known);
		return known;
	};
	return {
		/** How many characters of JSON a frame's function adds to the tables, at most. */
		cost: (frame: Frame): number => {
			if (rows.has(frame.key)) return 0;
			const path = shortened(frame.file);
			const ofFile = files.has(path) ? 0 : JSON.stringify(path).length + 1;
			return (
				JSON.stringify(shortened(frame.function)).length +
				ofFile +
				ROW_CHARACTERS
			);
		},
		rowOf: (frame: Frame): number => {
			const known = rows.get(frame.key);
			if (known !== undefined) return known;
			rows.set(frame.key, name.length);
			file.push(fileRow(shortened(frame.file)));
			origin.push(ORIGINS.indexOf(frame.origin));
			return name.push(shortened(frame.function)) - 1;
		},
		written: (): Pick<Difference, "files" | "functions"> => ({
			files: [...files.keys()],
			functions: { name, file, origin },
		}),
	};
}

/** Of the row of a file, of an origin, and the commas. */
const ROW_CHARACTERS = 10;

const LONGEST_NAME = 300;

/** The end of a name says as much as its beginning. */
function shortened(name: string): string {
	if (name.length <= LONGEST_NAME) return name;
	const half = Math.floor(LONGEST_NAME / 2);
	return `${name.slice(0, half)}…${name.slice(1 - half)}`;
}
