import type * as z from "zod/mini";
import { label, type Mistake } from "./mistake.ts";
import { keyPlace, type Node, nodeAt, type Path } from "./node.ts";
import { unknownKey } from "./unknown-key.ts";

type Issue = z.core.$ZodIssue;

/** What the schema found, in the file's own words and places. `knownKeys` are all paths of the schema, dotted. */
export function issueMistakes(
	issues: readonly Issue[],
	root: Node,
	knownKeys: readonly string[],
): readonly Mistake[] {
	return issues.flatMap((issue) => mistakesOf(issue, [], root, knownKeys));
}

function mistakesOf(
	issue: Issue,
	prefix: Path,
	root: Node,
	knownKeys: readonly string[],
): readonly Mistake[] {
	const path = [...prefix, ...issue.path.map(step)];
	switch (issue.code) {
		case "unrecognized_keys":
			return issue.keys.map((key) => unknownKey(path, key, root, knownKeys));
		case "invalid_union": {
			const branch = meantBranch(issue.errors);
			return branch
				? branch.flatMap((one) => mistakesOf(one, path, root, knownKeys))
				: [valueMistake(path, root, "config-type", issue.message)];
		}
		case "invalid_key":
			return [
				{
					code: "config-value",
					path,
					place: keyPlace(root, path),
					message: "is not a name that can be used here.",
				},
			];
		case "custom":
			return [
				valueMistake(
					path,
					root,
					String(issue.params?.code ?? "config-value"),
					issue.message,
				),
			];
		case "too_small":
			return [
				valueMistake(
					path,
					root,
					"config-value",
					"is an empty list. Put one in.",
				),
			];
		case "too_big":
			return [
				valueMistake(
					path,
					root,
					"config-value",
					"has too many. Write one growth and one ceiling.",
				),
			];
		case "invalid_type":
			return [valueMistake(path, root, "config-type", issue.message)];
		default:
			return [valueMistake(path, root, "config-value", issue.message)];
	}
}

/** The one form of value that was meant: the one whose own shape fits, so that only what is within it is wrong. */
function meantBranch(
	branches: readonly (readonly Issue[])[],
): readonly Issue[] | undefined {
	return branches.find(
		(issues) =>
			!issues.some(
				({ code, path }) => code === "invalid_type" && path.length === 0,
			),
	);
}

function valueMistake(
	path: Path,
	root: Node,
	code: string,
	message: string,
): Mistake {
	const node = nodeAt(root, path);
	const above = path.slice(0, -1);
	const last = path.at(-1);
	if (!node && last !== undefined) {
		return {
			code: "config-missing",
			path,
			place: keyPlace(root, above),
			message: `is missing: it ${message}`,
			missing: [label(path)],
		};
	}
	const place = node?.place ?? root.place;
	return node?.kind === "empty"
		? {
				code: "config-empty",
				path,
				place,
				message: "has no value. Give it one, or take the key out.",
			}
		: { code, path, place, message };
}

function step(one: PropertyKey): string | number {
	return typeof one === "number" ? one : String(one);
}
