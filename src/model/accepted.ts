import type { Ignore } from "./plan.ts";

/** Why an `ignore` entry of `tune --accept` is there: reports know it by this, and count such entries down. */
export function acceptedWhy(today: string, what: string): string {
	return `accepted ${today}: ${what}`;
}

export function isAccepted({ why }: Ignore): boolean {
	return /^accepted \d{4}-\d{2}-\d{2}\b/u.test(why);
}
