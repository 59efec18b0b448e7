import { sortedByGit } from "../adapters/source/git-facts.ts";
import type { Proposal } from "../engine/init.ts";
import { plainName } from "../report/plain.ts";

/** What a commit would take and should not, and what it should and would not. */
export function aboutGit(
	root: string,
	services: readonly { readonly proposal: Proposal }[],
	files: readonly { readonly path: string }[],
): string {
	const made = new Set(
		services.map(({ proposal: { service } }) =>
			service.main.module === "" ? "bin/" : `${service.main.module}/bin/`,
		),
	);
	// The evidence folder ignores itself.
	const { taken } = sortedByGit(root, [...made]);
	const { ignored } = sortedByGit(
		root,
		files.map(({ path }) => path),
	);
	const all = (paths: readonly string[]) =>
		paths.map((path) => plainName(path)).join(" and ");
	return [
		...(taken.length > 0
			? [`For .gitignore, as the build makes it: ${all(taken)}.\n`]
			: []),
		...(ignored.length > 0
			? [`Git ignores ${all(ignored)}: commit with git add --force.\n`]
			: []),
	].join("");
}
