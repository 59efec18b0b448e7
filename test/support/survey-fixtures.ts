import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { pathsBelow, textsBelow } from "../../src/adapters/source/listing.ts";
import {
	budgetFiles,
	isConfiguration,
	isOfInterest,
	type NewFile,
	newFiles,
	type Proposal,
	type Repository,
	type WorkflowOptions,
} from "../../src/engine/init.ts";

const FIXTURES = fileURLToPath(
	new URL("../../fixtures/repositories/", import.meta.url),
);

export interface RepositoryFixture {
	readonly name: string;
	readonly folder: string;
	readonly repository: Repository;
	readonly expected: Readonly<Record<string, unknown>>;
}

/** Every layout of fixtures/repositories, as its files tell. */
export function repositoryFixtures(): readonly RepositoryFixture[] {
	return readdirSync(FIXTURES, { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map(({ name }) => {
			const folder = join(FIXTURES, name);
			return {
				name,
				folder,
				repository: {
					name,
					files: textsBelow(join(folder, "tree"), isOfInterest),
					configurations: pathsBelow(join(folder, "tree"), isConfiguration),
				},
				expected: JSON.parse(
					readFileSync(join(folder, "expected.json"), "utf8"),
				),
			};
		});
}

/** A repository of these files alone. */
export function repositoryOf(
	files: Readonly<Record<string, string>>,
): Repository {
	return {
		name: "repo",
		files: new Map(Object.entries(files)),
		configurations: new Set(Object.keys(files).filter(isConfiguration)),
	};
}

/** What is written for these services, with the usual options. */
export function filesFor(
	proposals: readonly Proposal[],
	options: Partial<WorkflowOptions> = {},
): readonly NewFile[] {
	return newFiles(budgetFiles(proposals), {
		branch: "main",
		action: "owner/go-leak-budget@v1",
		onlyNew: false,
		...options,
	});
}
