import { isNamedStandard } from "./standard-library.ts";

/**
 * Import path of the package that a file belongs to, where the path tells: in a
 * vendor folder, in the module cache (`…/pkg/mod/github.com/!a/b@v1.2.3/c/d.go`),
 * beneath the `src` of a GOROOT, and in what -trimpath makes of the last two.
 */
export function packageOfFile(file: string): string | undefined {
	const folder = `/${file.slice(0, Math.max(0, file.lastIndexOf("/")))}`;
	const isAbsolute = file.startsWith("/");
	return (
		behindLast(folder, "/vendor/") ??
		packageInCache(folder, isAbsolute) ??
		standardPackage(isAbsolute ? behindLast(folder, "/src/") : folder.slice(1))
	);
}

function packageInCache(
	folder: string,
	isAbsolute: boolean,
): string | undefined {
	const version = folder.lastIndexOf("@v");
	if (version < 0) return undefined;
	const before = folder.slice(0, version);
	const module =
		behindLast(before, "/pkg/mod/") ??
		(isAbsolute ? undefined : before.slice(1));
	// A GOROOT that the go command downloaded.
	if (module === undefined || module === "golang.org/toolchain")
		return undefined;
	const slash = folder.indexOf("/", version);
	const path = module + (slash < 0 ? "" : folder.slice(slash));
	return path.replace(/!([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function standardPackage(path: string | undefined): string | undefined {
	return path !== undefined && isNamedStandard(path) ? path : undefined;
}

function behindLast(text: string, part: string): string | undefined {
	const at = text.lastIndexOf(part);
	return at < 0 ? undefined : text.slice(at + part.length);
}
