/** The routers of gin, echo and fiber that a file itself says all of: their names, and what their paths begin with. */
export function knownPrefixes(code: string): ReadonlyMap<string, string> {
	const known = new Map<string, string>();
	for (const match of code.matchAll(ROUTER)) {
		const [, made, given, group = "", parent = "", prefix = ""] = match;
		const root = made ?? given;
		const above = known.get(parent);
		if (root !== undefined) known.set(root, "");
		// What a group uses may ask who is there.
		else if (above !== undefined && !code.includes(`${group}.Use(`))
			known.set(group, `${above}${prefix}`);
	}
	return known;
}

/** `r := gin.New()`, a parameter `r *gin.Engine`, `v1 := r.Group("/v1")`. */
const ROUTER =
	/\b(\w+)\s*:?=\s*(?:gin|echo|fiber)\.(?:New|Default)\(|\b(\w+)\s+\*(?:gin\.Engine|echo\.Echo|fiber\.App)\b|\b(\w+)\s*:?=\s*(\w+)\.Group\("([^"\n]*)"\)/g;
