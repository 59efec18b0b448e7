type Description = Readonly<Record<string, unknown>> & {
	readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
};

/** What the action may ask of GitHub; anything else is a violation. */
export const PATHS = {
	"/user": ["get"],
	"/repos/{owner}/{repo}/issues/{issue_number}/comments": ["get", "post"],
	"/repos/{owner}/{repo}/issues/comments/{comment_id}": [
		"get",
		"patch",
		"delete",
	],
	"/repos/{owner}/{repo}/pulls": ["get"],
	"/repos/{owner}/{repo}/pulls/{pull_number}": ["get"],
	"/repos/{owner}/{repo}/actions/runs/{run_id}/artifacts": ["get"],
	"/repos/{owner}/{repo}/actions/artifacts/{artifact_id}": ["get"],
	"/repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}": [
		"get",
	],
} as const;

/** Cuts GitHub's own OpenAPI description, references resolved, to the paths used here: the whole takes half a gigabyte to serve. */
export function describedPaths(whole: Description): Description {
	return {
		openapi: whole.openapi,
		info: whole.info,
		paths: Object.fromEntries(
			Object.entries(PATHS).map(([path, methods]) => [
				path,
				Object.fromEntries(
					methods.map((method) => {
						const operation = whole.paths[path]?.[method];
						if (!operation) throw new Error(`GitHub has no ${method} ${path}`);
						return [method, operation];
					}),
				),
			]),
		),
	};
}
