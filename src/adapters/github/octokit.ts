import type { Clock } from "../../ports.ts";
import { retrying } from "./retry.ts";

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
) {
	const { getOctokit } = await import("@actions/github");
	const octokit = getOctokit(token, { baseUrl: apiUrl });
	const retry = retrying(clock);
	octokit.hook.wrap("request", (request, options) =>
		retry(async () => {
			const timeoutMs = options.request.timeoutMs ?? REQUEST_MS;
			options.request.signal = AbortSignal.timeout(timeoutMs);
			return await request(options);
		}),
	);
	return octokit;
}

export type Octokit = Awaited<ReturnType<typeof openOctokit>>;
