import type { Clock } from "../../ports.ts";
import { retrying } from "./retry.ts";
import { refuseUnreadable, UnreadableAnswer } from "./unreadable-answer.ts";

/** One answer may take this long, unless the request says otherwise in `request.timeoutMs`. */
const REQUEST_MS = 10_000;

/**
 * A client of GitHub's API that repeats what GitHub asks to have repeated; each
 * call may throw octokit's RequestError. Loaded here and not before, because it
 * reads its environment when it is imported, and is half of the bundle.
 *
 * @param apiUrl the root of the API, `https://api.github.com`
 */
export async function openOctokit(
	{ apiUrl, token }: { readonly apiUrl: string; readonly token: string },
	clock: Clock,
	requestMs: number = REQUEST_MS,
) {
	const { getOctokit } = await import("@actions/github");
	const octokit = getOctokit(token, { baseUrl: apiUrl });
	const retry = retrying(clock);
	octokit.hook.wrap("request", (request, options) =>
		retry(async () => {
			const timeoutMs = options.request.timeoutMs ?? requestMs;
			const signal = AbortSignal.timeout(timeoutMs);
			options.request.signal = signal;
			try {
				const answer = await request(options);
				refuseUnreadable(answer);
				return answer;
			} catch (error) {
				throw signal.aborted ? noAnswer(timeoutMs) : error;
			}
		}),
	);
	return octokit;
}

function noAnswer(timeoutMs: number): UnreadableAnswer {
	const seconds = timeoutMs / 1000;
	return new UnreadableAnswer(`no whole answer within ${seconds} s`, 500);
}

export type Octokit = Awaited<ReturnType<typeof openOctokit>>;
