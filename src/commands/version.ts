import manifest from "../../package.json" with { type: "json" };

export const VERSION: string = manifest.version;

export const TOOL = `go-leak-budget ${VERSION}`;

declare const RELEASE_SHA: string | undefined;

/** What workflows are to use: the commit of the release that this was packed from, else the moving tag. */
export const ACTION =
	typeof RELEASE_SHA === "string" && RELEASE_SHA !== ""
		? `owner/go-leak-budget@${RELEASE_SHA} # v${VERSION}`
		: "owner/go-leak-budget@v1";
