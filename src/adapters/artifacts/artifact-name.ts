import { safeName } from "../safe-name.ts";

/** The artifact of one leg in one attempt of its run: `leak-budget-shop-attempt-2`. */
export function artifactName(leg: string, attempt: number): string {
	return `${PREFIX}${safeName(leg)}-attempt-${attempt}`;
}

/** Undefined for artifacts of others. */
export function readArtifactName(
	name: string,
): { readonly leg: string; readonly attempt: number } | undefined {
	const found = /^leak-budget-(.{1,100})-attempt-(\d{1,6})$/u.exec(name);
	if (found === null) return undefined;
	const [, leg = "", attempt] = found;
	return { leg, attempt: Number(attempt) };
}

const PREFIX = "leak-budget-";
