/** `path` as seen from `folder`, both from one root: with `../` where it lies outside. */
export function seenFrom(folder: string, path: string): string {
	const above = parts(folder);
	const own = parts(path);
	const apart = above.findIndex((part, at) => part !== own[at]);
	const shared = apart < 0 ? above.length : apart;
	return [...above.slice(shared).map(() => ".."), ...own.slice(shared)].join(
		"/",
	);
}

/** The absolute path of what is called `path` in an absolute folder. */
export function absolutePath(folder: string, path: string): string {
	const whole: string[] = [];
	for (const part of parts(path.startsWith("/") ? path : `${folder}/${path}`))
		if (part === "..") whole.pop();
		else whole.push(part);
	return `/${whole.join("/")}`;
}

function parts(path: string): readonly string[] {
	return path.split("/").filter((part) => part !== "" && part !== ".");
}
