import * as z from "zod/mini";
import type { Octokit } from "./octokit.ts";
import { statusOf } from "./retry.ts";
import { UnreadableAnswer } from "./unreadable-answer.ts";

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
				const answer = await octokit.graphql<{
					readonly viewer?: { readonly login?: unknown } | null;
				} | null>("{ viewer { login } }");
				return answer?.viewer?.login;
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

const Documented = z.object({
	id: z.int(),
	body: z.nullish(z.string()),
	html_url: z.string(),
	user: z.nullish(z.object({ login: z.string(), type: z.nullish(z.string()) })),
});

function parse(data: unknown): Comment {
	const parsed = Documented.safeParse(data);
	// 200: it came whole, so that repeating the call would only repeat what it did.
	if (!parsed.success)
		throw new UnreadableAnswer("the answer is not as GitHub documents it", 200);
	const { id, body, html_url: url, user } = parsed.data;
	return {
		id,
		body: body ?? "",
		url,
		...(user && {
			author: {
				login: user.login,
				bot: user.type === "Bot" || user.login.endsWith("[bot]"),
			},
		}),
	};
}
