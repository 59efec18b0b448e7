/** Who asks, as GitHub tells by the token. */
export interface Holder {
	readonly login: string;
	readonly mayWrite: boolean;
}

/** Of a job with `pull-requests: write`. */
export const CI_TOKEN = "token-of-ci";
/** Of a job on a pull request from a fork, whatever its `permissions` say. */
export const FORK_TOKEN = "token-of-fork";
/** Of a person. */
export const OTHER_TOKEN = "token-of-mallory";

export const BOT = "github-actions[bot]";
export const PERSON = "mallory";

export const TOKENS: Readonly<Record<string, Holder>> = {
	[CI_TOKEN]: { login: BOT, mayWrite: true },
	[FORK_TOKEN]: { login: BOT, mayWrite: false },
	[OTHER_TOKEN]: { login: PERSON, mayWrite: true },
};

export function tokenIn(authorization: string | undefined): string {
	return (authorization ?? "").replace(/^(token|bearer) /i, "");
}

/** Without `[bot]`, as such an account is named in addresses, which allow no brackets. */
export function bare(login: string): string {
	return login.replace("[bot]", "");
}
