import { createHash } from "node:crypto";

/** What tells the baselines of several steps and matrix jobs apart. */
export interface BaselineOf {
	/** The service, with the values of its matrix; or its comment-key. */
	readonly leg: string;
	readonly workingDirectory: string;
	/** As Node names them. */
	readonly platform: string;
	readonly arch: string;
}

/**
 * What the keys of a service's baselines begin with. Names are anybody's text and
 * keys have 512 characters without commas: they go in as a digest. The
 * number is that of the layout of what is kept.
 */
export function keyPrefix(of: BaselineOf): string {
	const named = [of.leg, of.workingDirectory];
	const digest = createHash("sha256").update(JSON.stringify(named));
	const { platform, arch } = of;
	return `go-leak-budget-1-${digest.digest("hex").slice(0, 16)}-${platform}-${arch}-`;
}

/** An entry is never written again: each run, and each attempt, has its own. */
export function baselineKey(
	prefix: string,
	{
		sha,
		run,
		attempt,
	}: { readonly sha: string; readonly run: number; readonly attempt: number },
): string {
	return `${prefix}${sha}-${run}-${attempt}`;
}

/** The commit that a baseline was made of; undefined where the key is none of ours. */
export function commitInKey(prefix: string, key: string): string | undefined {
	if (!key.startsWith(prefix)) return undefined;
	return /^([0-9a-f]{40,64})-\d+-\d+$/u.exec(key.slice(prefix.length))?.[1];
}
