/** Throws unless `from` is there exactly once: an edit that went wrong would plant nothing, or two. */
export function replacedOnce(text: string, from: string, to: string): string {
	const [before = "", after, ...more] = text.split(from);
	if (after === undefined || more.length > 0)
		throw new Error(
			`${JSON.stringify(from)} is there ${more.length + (after === undefined ? 0 : 1)} times, not once`,
		);
	return before + to + after;
}

const PACKAGES = {
	plantedAtomic: "sync/atomic",
	plantedContext: "context",
	plantedHTTP: "net/http",
	plantedSync: "sync",
	plantedTime: "time",
};

/** A Go file of package httpbin with an import for each package that plants name in it. */
export function withPlantedImports(text: string): string {
	const named = Object.entries(PACKAGES).filter(([name]) =>
		text.includes(`${name}.`),
	);
	return replacedOnce(
		text,
		CLAUSE,
		[CLAUSE, ...named.map(([name, path]) => `import ${name} "${path}"\n`)].join(
			"\n",
		),
	);
}

export const CLAUSE = "package httpbin\n";
