import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Metafile } from "esbuild";

/**
 * The notices of all npm packages that have code in the bundles, as their
 * licences ask: the same bytes for the same packages. Packages of one text are
 * told together. An error where a package has no text to give.
 *
 * @param root the folder that the metafiles' paths start from
 */
export function licencesOf(
	metafiles: readonly Metafile[],
	root: string,
): string {
	const named = new Map<string, string>();
	for (const folder of foldersIn(metafiles)) {
		const { heading, text } = noticeOf(join(root, folder));
		named.set(heading, text);
	}
	const texts = new Map<string, string[]>();
	for (const [heading, text] of [...named].sort(byFirst))
		texts.set(text, [...(texts.get(text) ?? []), heading]);
	const notices = [...texts].map(
		([text, headings]) => `${headings.join("\n")}\n\n${text}\n`,
	);
	return [
		"These bundles hold code of the following packages, under their own licences.\n",
		...notices,
	].join(`\n${"-".repeat(80)}\n\n`);
}

function byFirst(
	[one]: readonly [string, string],
	[other]: readonly [string, string],
) {
	return one < other ? -1 : 1;
}

/** Of which something is left once what nobody uses has gone. */
function foldersIn(metafiles: readonly Metafile[]): ReadonlySet<string> {
	const files = metafiles.flatMap(({ outputs }) =>
		Object.values(outputs).flatMap(({ inputs }) =>
			Object.entries(inputs).flatMap(([file, { bytesInOutput }]) =>
				bytesInOutput > 0 ? [file] : [],
			),
		),
	);
	return new Set(files.flatMap((file) => IN_A_PACKAGE.exec(file)?.[0] ?? []));
}

/** Up to the innermost package: they may hold packages of their own. */
const IN_A_PACKAGE = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/;

function noticeOf(folder: string): { heading: string; text: string } {
	const {
		name,
		version,
		license: declared,
		author,
	}: PackageJson = JSON.parse(
		readFileSync(join(folder, "package.json"), "utf8"),
	);
	const licence =
		typeof declared === "string" ? declared : SAID_ELSEWHERE[name];
	const files = readdirSync(folder)
		.filter((file) => /^(?:un)?(?:licen[cs]e|copying|notice)\b/i.test(file))
		.sort();
	const texts = files.map((file) => readFileSync(join(folder, file), "utf8"));
	if (texts.length === 0 && (licence === "MIT" || licence === "MIT/X11"))
		texts.push(mit(typeof author === "string" ? author : author?.name));
	if (licence === undefined || texts.length === 0)
		throw new Error(
			`${name} ${version} is bundled, and ${folder} holds no text of its licence (${licence ?? "none named"}). Look for it, and put what is known into scripts/licences.ts.`,
		);
	const text = texts.map((one) => one.replaceAll("\r\n", "\n").trim());
	return {
		heading: `${name} ${version} (${licence})`,
		text: text.join("\n\n"),
	};
}

interface PackageJson {
	readonly name: string;
	readonly version: string;
	readonly license?: unknown;
	readonly author?: string | { readonly name?: string };
}

/** Its author says so in its repository's README, in none of its releases (substack/node-buffers, issues 12 and 14). */
const SAID_ELSEWHERE: Readonly<Record<string, string>> = { buffers: "MIT" };

/** For packages that name the licence and leave its text out. */
function mit(author = "the authors"): string {
	return `The MIT License

Copyright (c) ${author.replace(/\s*[<(].*$/, "")}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;
}
