import type { Check } from "../model/check.ts";

export function platformCheck(platform: string): Check {
	const names: Readonly<Record<string, string>> = {
		linux: "Linux",
		darwin: "macOS",
	};
	const name = names[platform];
	return name !== undefined
		? ok("platform", name)
		: problem(
				"platform",
				`${platform} is not supported`,
				"Use Linux or macOS; on Windows, WSL.",
			);
}

export interface GoFacts {
	/** `go1.26.8`. */
	readonly version: string;
	readonly goroot: string;
	readonly goflags: string;
	readonly downloaded: boolean;
	/** Whether the files that the overlay copies can be read. */
	readonly isReadable: boolean;
	/** Text of the go.mod that the build goes by; undefined where there is none. */
	readonly goMod: string | undefined;
}

/** The Go that a build would use: whether it can take the agent, and what is special about it. */
export function goChecks(go: GoFacts): readonly Check[] {
	const proves = isAtLeast(go.version, 1, 26)
		? ""
		: "; without the goroutineleak profile of 1.26, growth alone decides";
	const fetched = go.downloaded ? ", fetched by Go itself" : "";
	return [
		goVersionCheck(go) ??
			ok("Go", `${go.version} in ${go.goroot}${fetched}${proves}`),
		...(go.goflags === "" ? [] : [goflagsCheck(go.goflags)]),
	];
}

function goVersionCheck(go: GoFacts): Check | undefined {
	const { version, goroot, goMod = "" } = go;
	if (!go.isReadable)
		return problem(
			"Go",
			`${version}: the sources in its GOROOT, ${goroot}, cannot be read, and the agent is built beside them`,
			"Install Go with its sources (src), or make them readable.",
		);
	if (!isAtLeast(version, 1, 17))
		return warning(
			"Go",
			`${version} cannot take the agent, which needs 1.17 or newer`,
			"Use a newer Go, or expose net/http/pprof and set service.profiles.",
		);
	const wanted =
		/^toolchain\s+go(\S+)/m.exec(goMod)?.[1] ??
		/^go\s+(\d\S*)/m.exec(goMod)?.[1];
	const [major = 0, minor = 0] = numbers(wanted ?? "");
	return wanted === undefined || isAtLeast(version, major, minor)
		? undefined
		: problem(
				"Go",
				`go.mod asks for ${wanted}, and this is ${version}`,
				"Install that Go, or let Go fetch it: GOTOOLCHAIN=auto.",
			);
}

function goflagsCheck(goflags: string): Check {
	return /(^|[\s'"])--?overlay\b/.test(goflags)
		? ok("GOFLAGS", `${goflags}: its overlay is joined with the agent's`)
		: ok("GOFLAGS", `${goflags}: kept beside the agent's overlay`);
}

function isAtLeast(version: string, major: number, minor: number): boolean {
	const [ownMajor, ownMinor = 0] = numbers(version);
	// A development build has no number; it is newer than all that do.
	if (ownMajor === undefined) return true;
	return ownMajor > major || (ownMajor === major && ownMinor >= minor);
}

function numbers(version: string): readonly number[] {
	const found = /^(?:go)?(\d+)(?:\.(\d+))?/.exec(version);
	return found ? [Number(found[1]), Number(found[2] ?? 0)] : [];
}

export function ok(subject: string, message: string): Check {
	return { level: "ok", subject, message };
}

export function warning(
	subject: string,
	message: string,
	remedy: string,
): Check {
	return { level: "warning", subject, message, remedy };
}

export function problem(
	subject: string,
	message: string,
	remedy: string,
): Check {
	return { level: "problem", subject, message, remedy };
}
