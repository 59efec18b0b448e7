import { parseCount, parseDuration } from "../model/quantity.ts";
import { DEFAULT_REQUESTS } from "./load-schema.ts";
import { label, type Mistake, quote } from "./mistake.ts";
import { keyPlace, type Node, nodeAt, type Path, textAt } from "./node.ts";
import { scenarioName } from "./scenario-name.ts";
import { DEFAULT_QUIET, DEFAULT_SETTLE_TIMEOUT } from "./schema.ts";
import { readTarget } from "./urls.ts";

/** Of the built-in driver; a command says such things itself. */
const HTTP_ONLY = [
	"connections",
	"requests",
	"duration",
	"rate",
	"headers",
	"body",
];

/**
 * Values that are right one by one and cannot go together. They are read from
 * the tree, so that a mistake elsewhere in the file does not hide them.
 */
export function combinationMistakes(
	root: Node,
	budgets: readonly string[],
): readonly Mistake[] {
	return [
		...loadMistakes(root),
		...settleMistakes(root),
		...budgets.flatMap((name) => limitListMistakes(root, ["budgets", name])),
		...stacksMistakes(root, budgets),
	];
}

function loadMistakes(root: Node): readonly Mistake[] {
	const load = nodeAt(root, ["load"]);
	if (load?.kind === "mapping") return scenarioMistakes(root, ["load"]);
	if (load?.kind !== "list") return [];
	return [
		...load.items.flatMap((_, index) =>
			scenarioMistakes(root, ["load", index]),
		),
		...sameNames(root, load.items.length),
	];
}

/** Rounds, findings and logs are told apart by the scenario's name. */
function sameNames(root: Node, count: number): readonly Mistake[] {
	const first = new Map<string, Path>();
	return Array.from(
		{ length: count },
		(_, index): Path => ["load", index],
	).flatMap((path): Mistake[] => {
		const http = readTarget(textAt(root, [...path, "http"]) ?? "");
		const name = scenarioName({
			name: textAt(root, [...path, "name"]),
			http: "value" in http ? http.value : undefined,
			run: textAt(root, [...path, "run"]),
		});
		const earlier = first.get(name);
		if (!earlier) first.set(name, path);
		if (!earlier || name === "") return [];
		const within = nodeAt(root, [...path, "name"]) ? [...path, "name"] : path;
		return [
			clash(
				root,
				within,
				`${quote(name)} is what ${label(earlier)} is called as well. Give each scenario a name of its own.`,
			),
		];
	});
}

function scenarioMistakes(root: Node, path: Path): readonly Mistake[] {
	const scenario = nodeAt(root, path);
	if (scenario?.kind !== "mapping") return [];
	const has = (key: string) => scenario.entries.has(key);
	const at = (key: string, message: string): Mistake =>
		clash(root, [...path, key], message);
	if (!has("http") && !has("run")) {
		const message =
			"needs http or run. Write http: GET http://127.0.0.1:8080/ or run: with a command.";
		return [
			{
				code: "config-missing",
				path,
				place: keyPlace(root, path),
				message,
				missing: [label([...path, "http"]), label([...path, "run"])],
			},
		];
	}
	if (has("http") && has("run"))
		return [at("run", "http is given as well. Keep one of them.")];
	if (has("run")) {
		return HTTP_ONLY.filter(has).map((key) =>
			at(key, "goes with http only. Say it in the command of run."),
		);
	}
	if (has("requests") && has("duration")) {
		return [at("duration", "requests is given as well. Keep one of them.")];
	}
	return connectionMistakes(root, path, has("duration"));
}

function connectionMistakes(
	root: Node,
	path: Path,
	timed: boolean,
): readonly Mistake[] {
	const written = textAt(root, [...path, "connections"]);
	const connections = parseCount(written ?? "");
	const requests = parseCount(
		textAt(root, [...path, "requests"]) ?? DEFAULT_REQUESTS,
	);
	if (
		timed ||
		connections === undefined ||
		requests === undefined ||
		connections <= requests
	)
		return [];
	return [
		clash(
			root,
			[...path, "connections"],
			`${connections} is more than the ${requests} requests of a round. Write at most ${requests}, or raise requests.`,
		),
	];
}

function settleMistakes(root: Node): readonly Mistake[] {
	const quiet = parseDuration(
		textAt(root, ["settle", "quiet"]) ?? DEFAULT_QUIET,
	);
	const timeout = parseDuration(
		textAt(root, ["settle", "timeout"]) ?? DEFAULT_SETTLE_TIMEOUT,
	);
	if (quiet === undefined || timeout === undefined || quiet < timeout)
		return [];
	const key = nodeAt(root, ["settle", "quiet"]) ? "quiet" : "timeout";
	return [
		clash(
			root,
			["settle", key],
			"quiet must be shorter than timeout, or the service can never settle. Raise timeout or lower quiet.",
		),
	];
}

function limitListMistakes(root: Node, path: Path): readonly Mistake[] {
	const list = nodeAt(root, path);
	if (list?.kind !== "list" || list.items.length !== 2) return [];
	const kinds = new Set(
		list.items.map((one) => (one.kind === "text" ? kindOfLimit(one.text) : "")),
	);
	const [kind] = kinds;
	if (kinds.size > 1 || !kind) return [];
	return [clash(root, path, `two ${kind}. Write one growth and one ceiling.`)];
}

function stacksMistakes(
	root: Node,
	metrics: readonly string[],
): readonly Mistake[] {
	const stacks = nodeAt(root, ["budgets", "stacks"]);
	if (stacks?.kind !== "list") return [];
	return stacks.items.flatMap((entry, index): readonly Mistake[] => {
		const path = ["budgets", "stacks", index];
		const limited = metrics.filter((name) => nodeAt(entry, [name]));
		// Any other key that was meant to be a limit explains itself.
		if (
			entry.kind === "mapping" &&
			[...entry.entries.keys()].join() === "match"
		)
			return [
				clash(
					root,
					path,
					"limits nothing. Add what these stacks may grow, such as goroutines: +5.",
				),
			];
		return limited.flatMap((name) => limitListMistakes(root, [...path, name]));
	});
}

function kindOfLimit(text: string): string {
	if (/^\d/.test(text)) return "ceilings";
	return /^(?:\+|auto$)/.test(text) ? "growths" : "";
}

function clash(root: Node, path: Path, message: string): Mistake {
	return {
		code: "config-combination",
		path,
		place: keyPlace(root, path),
		message,
	};
}
