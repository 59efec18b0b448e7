import { createHash } from "node:crypto";

/** A name as a file's or an artifact's, whatever is in it; names that differ stay apart. */
export function safeName(name: string): string {
	const slug = name
		.replaceAll(/[^A-Za-z0-9._-]+/g, "-")
		.replace(/^\.+/, "")
		.slice(0, 80);
	if (slug === name && slug !== "") return name;
	const hash = createHash("sha256").update(name).digest("hex");
	return `${slug}-${hash.slice(0, 8)}`;
}
