import type { Author, Comment, Comments } from "./comments.ts";
import {
	hasKey,
	isOlder,
	type Marker,
	readMarker,
	withMarker,
} from "./marker.ts";
import { statusOf } from "./retry.ts";

/** What became of the comment. `older`: a newer run has spoken already. `none`: nothing was there, nothing was asked for. */
export type Stuck =
	| { readonly kind: "created" | "updated" | "unchanged"; readonly url: string }
	| { readonly kind: "older" | "none" };

/** Characters: GitHub names 65,536 and then counts bytes; the marker's line comes on top. */
export const COMMENT_LIMITS = [59_000, 30_000, 10_000, 2000] as const;

/**
 * Keeps one comment per key on a pull request: ours, found on any page, edited
 * in place and only when there is news.
 *
 * A marker alone proves nothing, for anyone can plant one: only comments by the
 * token's own account are touched. Where GitHub will not say who that is, a new
 * comment tells by its author; an older one of ours is then edited and the new
 * one deleted, as it is when two runs create theirs at the same moment.
 */
export async function stickComment(input: {
	readonly comments: Comments;
	readonly marker: Marker;
	readonly markdown: (limit: number) => string;
	/** False: bring a comment that is there up to date, but start none. */
	readonly create: boolean;
}): Promise<Stuck> {
	const { comments, marker, markdown } = input;
	const marked = withKey(await comments.list(), marker.key);
	const viewer = marked.length > 0 ? await comments.viewer() : undefined;
	const ours = viewer ? marked.filter((one) => isBy(viewer, one)) : [];
	if (ours.length > 0) return await settle(ours, undefined);
	if (!input.create) return { kind: "none" };

	const created = await write((body) => comments.create(body));
	const author = created.author;
	const twins = author
		? withKey(await comments.list(), marker.key).filter(
				(one) => isBy(author, one) && one.id !== created.id,
			)
		: [];
	return await settle(
		[created, ...twins].sort((a, b) => a.id - b.id),
		created,
	);

	/** Leaves the oldest of our comments, up to date. */
	async function settle(
		own: readonly Comment[],
		fresh: Comment | undefined,
	): Promise<Stuck> {
		const [kept, ...twins] = own as [Comment, ...Comment[]];
		const stuck: Stuck =
			kept === fresh
				? { kind: "created", url: kept.url }
				: await bringUpToDate(kept);
		for (const twin of twins) {
			// A newer run that wrote a twin this moment clears up for itself.
			if (twin === fresh || !isOlderThan(twin)) await remove(twin.id);
		}
		return stuck;
	}

	async function bringUpToDate(kept: Comment): Promise<Stuck> {
		if (isOlderThan(kept)) return { kind: "older" };
		if (readMarker(kept.body)?.news === marker.news) {
			return { kind: "unchanged", url: kept.url };
		}
		try {
			const { url } = await write((body) => comments.update(kept.id, body));
			return { kind: "updated", url };
		} catch (error) {
			// Somebody deleted it since the list was read.
			if (statusOf(error) !== 404 || !input.create) throw error;
			const { url } = await write((body) => comments.create(body));
			return { kind: "created", url };
		}
	}

	function isOlderThan(comment: Comment): boolean {
		const theirs = readMarker(comment.body);
		return theirs !== undefined && isOlder(marker.run, theirs.run);
	}

	/** Sheds sections as long as GitHub finds the body invalid, which is how it says "too long". */
	async function write(
		send: (body: string) => Promise<Comment>,
	): Promise<Comment> {
		let refusal: unknown;
		for (const limit of COMMENT_LIMITS) {
			try {
				return await send(withMarker(marker, markdown(limit)));
			} catch (error) {
				if (statusOf(error) !== 422) throw error;
				refusal = error;
			}
		}
		throw refusal;
	}

	async function remove(id: number): Promise<void> {
		try {
			await comments.delete(id);
		} catch (error) {
			// Gone already, or GitHub refuses: what was to be said is said, and the next run clears up.
			if (statusOf(error) === undefined) throw error;
		}
	}
}

function withKey(
	comments: readonly Comment[],
	key: string,
): readonly Comment[] {
	return comments.filter((one) => hasKey(one.body, key));
}

/** GraphQL and REST differ about `[bot]`; an account of a person never passes for a bot. */
function isBy(author: Author, comment: Comment): boolean {
	if (comment.author === undefined) return false;
	if (author.bot && !comment.author.bot) return false;
	return bare(author.login) === bare(comment.author.login);
}

function bare(login: string): string {
	return login.toLowerCase().replace(/\[bot\]$/, "");
}
