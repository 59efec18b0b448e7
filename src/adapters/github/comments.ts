import type { Octokit } from "./octokit.ts";
import { statusOf } from "./retry.ts";

export interface Author {
	/** With `[bot]` where GitHub says so. */
	readonly login: string;
	readonly bot: boolean;
}

export interface Comment {
	readonly id: number;
	readonly body: string;
	/** Absent for a deleted account. */
	readonly author?: Author;
	readonly url: string;
}

/** The comments of one pull request. Each call may throw octokit's RequestError. */
export interface Comments {
	/** All pages, oldest first. */
	list(): Promise<readonly Comment[]>;
	create(body: string): Promise<Comment>;
	update(id: number, body: string): Promise<Comment>;
	delete(id: number): Promise<void>;
	/** Who the token writes as; undefined when GitHub will not say. */
	viewer(): Promise<Author | undefined>;
}

/** The comments of one pull request; `at` is where it is. */
export function commentsOf(
	octokit: Octokit,
	at: {
		readonly owner: string;
		readonly repo: string;
		readonly number: number;
	},
): Comments {
	const { owner, repo } = at;
	const api = octokit.rest.issues;

	return {
		list: async () => {
			const found = await octokit.paginate(api.listComments, {
				owner,
				repo,
				issue_number: at.number,
				per_page: 100,
			});
			return found.map(parse).sort((a, b) => a.id - b.id);
		},
		create: async (body) =>
			parse(
				(
					await api.createComment({
						owner,
						repo,
						issue_number: at.number,
						body,
					})
				).data,
			),
		update: async (id, body) =>
			parse(
				(await api.updateComment({ owner, repo, comment_id: id, body })).data,
			),
		delete: async (id) => {
			await api.deleteComment({ owner, repo, comment_id: id });
		},
		viewer: async () =>
			(await tell(async () => {
				// Answers for GITHUB_TOKEN too, which may not ask for /user.
				const { viewer } = await octokit.graphql<{
					readonly viewer: { readonly login: string };
				}>("{ viewer { login } }");
				return viewer.login;
			})) ??
			(await tell(
				async () => (await octokit.rest.users.getAuthenticated()).data.login,
			)),
	};
}

async function tell(ask: () => Promise<unknown>): Promise<Author | undefined> {
	try {
		const login = await ask();
		return typeof login === "string" && login !== ""
			? { login, bot: login.endsWith("[bot]") }
			: undefined;
	} catch (error) {
		// Not every token and server answers: GraphqlResponseError, or an HTTP status.
		if (statusOf(error) !== undefined) return undefined;
		if (error instanceof Error && error.name === "GraphqlResponseError") {
			return undefined;
		}
		throw error;
	}
}

function parse(data: {
	readonly id: number;
	readonly body?: string | undefined;
	readonly html_url: string;
	readonly user: { readonly login: string; readonly type?: string } | null;
}): Comment {
	return {
		id: data.id,
		body: data.body ?? "",
		url: data.html_url,
		...(data.user
			? {
					author: {
						login: data.user.login,
						bot: data.user.type === "Bot" || data.user.login.endsWith("[bot]"),
					},
				}
			: {}),
	};
}
