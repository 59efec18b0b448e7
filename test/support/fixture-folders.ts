import {
	cpSync,
	existsSync,
	readdirSync,
	readFileSync,
	writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as z from "zod";

const FIXTURES = fileURLToPath(new URL("../../fixtures/", import.meta.url));

/** What a fixture's expected.json says. */
const Expected = z.strictObject({
	outcome: z.enum(["pass", "fail", "undecided"]),
	/** Metrics that must be over. */
	metrics: z.array(z.string()).optional(),
	/** The function of the first culprit, or any of several that are equally right. */
	culprit: z.union([z.string(), z.array(z.string())]).optional(),
	/** Of several loads the only one under which anything is over. */
	scenario: z.string().optional(),
	why: z.string(),
});

export interface Fixture {
	readonly name: string;
	readonly folder: string;
	readonly expected: z.infer<typeof Expected>;
	/** What it needs in the environment. */
	readonly env: Readonly<Record<string, string>>;
}

/** Where the default is `local`, Go fetches the toolchain that a go.mod asks for only when told so. */
const ENVIRONMENTS: Readonly<Record<string, Readonly<Record<string, string>>>> =
	{ "toolchain-127": { GOTOOLCHAIN: "auto" } };

/** Every folder of fixtures/services or fixtures/builds that says what to expect of it. */
export function fixturesIn(kind: "services" | "builds"): readonly Fixture[] {
	const root = join(FIXTURES, kind);
	return readdirSync(root)
		.toSorted()
		.filter((name) => existsSync(join(root, name, "expected.json")))
		.map((name) => ({
			name,
			folder: join(root, name),
			expected: Expected.parse(
				JSON.parse(readFileSync(join(root, name, "expected.json"), "utf8")),
			),
			env: ENVIRONMENTS[name] ?? {},
		}));
}

/**
 * Copies a fixture, without what it built in the tree, for nothing may be built
 * there. Its ports are moved by `portShift`, so that whoever runs the same
 * fixture meanwhile is not in the way; they stay below the range that clients use.
 */
export function copyFixture(
	fixture: Fixture,
	to: string,
	portShift: number,
): void {
	cpSync(fixture.folder, to, {
		recursive: true,
		filter: (path) => basename(path) !== "bin",
	});
	const file = join(to, "leak-budget.yml");
	const moved = readFileSync(file, "utf8").replaceAll(
		/127\.0\.0\.1:(\d+)/g,
		(_, port) => `127.0.0.1:${Number(port) + portShift}`,
	);
	writeFileSync(file, moved);
}
